namespace MaintenanceTasks;

/// <summary>A run to be created: everything but its id.</summary>
public sealed record NewRun
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>The arguments as given, by parameter name.</summary>
    public required IReadOnlyDictionary<string, string?> Arguments { get; init; }

    /// <summary>Hash of the parameters' names and types.</summary>
    public required string ParameterHash { get; init; }

    /// <summary>The build of its task (<see cref="TaskDescriptor.Build"/>) that starts it, or null when any may work on it.</summary>
    public string? Build { get; init; }

    /// <summary>Who starts it, or null.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Free facts to record.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>A key that makes a repeated request find the first run, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Unique to this request.</summary>
    public required Guid Token { get; init; }

    /// <summary>Unique among active runs, or null where equal runs are allowed.</summary>
    public string? ActiveKey { get; init; }

    /// <summary>What a crash can do to the effects.</summary>
    public DeliveryMode Delivery { get; init; }

    /// <summary>Into how many partitions the collection is split; 1 to walk it in one piece.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>When it is created, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Who acts, for the first event.</summary>
    public required Actor Actor { get; init; }
}
