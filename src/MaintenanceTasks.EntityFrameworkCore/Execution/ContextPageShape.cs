namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>What a task with a context says about its pages.</summary>
internal sealed record ContextPageShape
{
    public required string Task { get; init; }

    public required bool HasOutsideEffects { get; init; }

    public required bool ProcessInside { get; init; }

    /// <summary>True when pages of plain changes may be written without <c>SaveChanges</c>.</summary>
    public bool WritesInSets { get; init; }

    public required int? FixedPageSize { get; init; }

    /// <summary>Rows in the first batch and in the largest, where a page is a batch; null where it has items.</summary>
    public (int First, int Most)? Batches { get; init; }

    public required TimeSpan? CommandTimeout { get; init; }

    public required TimeSpan? LockTimeout { get; init; }

    /// <summary>Rows that statements of the task's own changed since the last page.</summary>
    public required Func<long> TakeAffected { get; init; }

    /// <summary>What knows the page of the walk as it was read, once the walk is open; null for walks that do not take copies.</summary>
    public Func<PageCopies?> Copies { get; init; } = () => null;
}
