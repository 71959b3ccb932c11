namespace MaintenanceTasks;

/// <summary>Which free partitions a worker is looking for.</summary>
public sealed record ClaimFilter
{
    /// <summary>Only runs of these tasks: the ones this process knows.</summary>
    public required IReadOnlyCollection<string> Tasks { get; init; }

    /// <summary>Runs held beyond this moment are left out, UTC.</summary>
    public required DateTime Now { get; init; }

    /// <summary>Only this run, or null for all.</summary>
    public long? RunId { get; init; }

    /// <summary>Not these runs.</summary>
    public IReadOnlyCollection<long> Except { get; init; } = [];

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 8;
}
