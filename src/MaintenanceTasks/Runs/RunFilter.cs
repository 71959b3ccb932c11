namespace MaintenanceTasks;

/// <summary>Which runs to list, newest first.</summary>
public sealed record RunFilter
{
    /// <summary>Only runs of this task, or null for all.</summary>
    public string? Task { get; init; }

    /// <summary>Only runs in one of these statuses, or null for all.</summary>
    public IReadOnlyCollection<RunStatus>? Statuses { get; init; }

    /// <summary>Only runs with a smaller id: the id of the last run of the page before, or null.</summary>
    public long? Before { get; init; }

    /// <summary>At most so many. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
