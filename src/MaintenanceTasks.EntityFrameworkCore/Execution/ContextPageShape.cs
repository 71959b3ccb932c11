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

    public required TimeSpan? CommandTimeout { get; init; }

    public required TimeSpan? LockTimeout { get; init; }

    /// <summary>Rows that statements of the task's own changed since the last page.</summary>
    public required Func<long> TakeAffected { get; init; }
}
