namespace MaintenanceTasks;

/// <summary>What a task with a context says about its pages.</summary>
public sealed record ContextPages
{
    /// <summary>Name of the task, for messages.</summary>
    public required string Task { get; init; }

    /// <summary>The type of the context.</summary>
    public required Type ContextType { get; init; }

    /// <summary>True when each item is a page of its own, because its effects cannot be taken back.</summary>
    public bool HasOutsideEffects { get; init; }

    /// <summary>True when items are processed inside the transaction that commits them.</summary>
    public bool ProcessInside { get; init; }

    /// <summary>Items in a page, or null to find the number by time.</summary>
    public int? FixedPageSize { get; init; }

    /// <summary>How long a statement may take; null for the option.</summary>
    public TimeSpan? CommandTimeout { get; init; }

    /// <summary>How long a statement of a page waits for a lock; null for the option.</summary>
    public TimeSpan? LockTimeout { get; init; }
}
