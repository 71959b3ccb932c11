namespace MaintenanceTasks;

/// <summary>Where a walk begins and ends.</summary>
public sealed record WalkStart
{
    /// <summary>Name of the task, for messages.</summary>
    public required string Task { get; init; }

    /// <summary>The services of the slice's scope.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The position after the last item done, or null to begin at <see cref="Low"/>.</summary>
    public string? Cursor { get; init; }

    /// <summary>Exclusive lower bound as a cursor, or null for the beginning.</summary>
    public string? Low { get; init; }

    /// <summary>Inclusive upper bound as a cursor, or null for the end.</summary>
    public string? High { get; init; }

    /// <summary>The position to go on after: the cursor, or else the lower bound.</summary>
    public string? After => Cursor ?? Low;
}
