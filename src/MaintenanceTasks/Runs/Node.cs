namespace MaintenanceTasks;

/// <summary>A process that takes part in the work, as it has written itself into the store.</summary>
public sealed record Node
{
    /// <summary>Made by the process when it began.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which process it is: host, boot, pid namespace, pid and start, as text. The owners of its leases begin with it.</summary>
    public required string Identity { get; init; }

    /// <summary>Host and pid, for people: <c>host:pid</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the application, and eight digits that differ when its tasks were compiled from other code.</summary>
    public required string Build { get; init; }

    /// <summary>Names of the tasks whose runs it works on; empty for a process that leaves the work to others.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>
    /// The <see cref="TaskDescriptor.ParameterHash"/> of its <see cref="Tasks"/>, by name: tells whether the arguments of a run are those of this
    /// version. A task that is absent may have any.
    /// </summary>
    public IReadOnlyDictionary<string, string> ParameterHashes { get; init; } = new Dictionary<string, string>();

    /// <summary>The <see cref="TaskDescriptor.Build"/> of its <see cref="Tasks"/>, by name. A task that is absent may have any.</summary>
    public IReadOnlyDictionary<string, string> TaskBuilds { get; init; } = new Dictionary<string, string>();

    /// <summary>Goes up while the process is alive.</summary>
    public required long Beat { get; init; }

    /// <summary>When it began to take part, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>When it last wrote itself, UTC and by its own clock: for people to read, never to be compared with another clock.</summary>
    public required DateTime SeenAt { get; init; }
}
