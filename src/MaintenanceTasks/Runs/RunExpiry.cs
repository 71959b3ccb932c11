namespace MaintenanceTasks;

/// <summary>Which finished runs of a task are to be forgotten.</summary>
public sealed record RunExpiry
{
    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Only runs that ended before this time, UTC.</summary>
    public required DateTime EndedBefore { get; init; }

    /// <summary>The newest so many runs of the task stay, whatever their age and status.</summary>
    public required int Keep { get; init; }

    /// <summary>At most so many at a time. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
