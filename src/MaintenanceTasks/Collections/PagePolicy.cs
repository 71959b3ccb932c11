namespace MaintenanceTasks;

/// <summary>How the items of a slice are gathered into pages that commit together.</summary>
public sealed record PagePolicy
{
    /// <summary>What a crash can do to the effects.</summary>
    public required DeliveryMode Delivery { get; init; }

    /// <summary>A page ends at the latest after this time, at the end of the item in hand.</summary>
    public required TimeSpan MaxTime { get; init; }

    /// <summary>Pages are sized so that a commit holds a lock that keeps all other writers out at most about this long.</summary>
    public TimeSpan MaxHold { get; init; } = TimeSpan.MaxValue;

    /// <summary>
    /// Pages that left nothing to save are not committed one by one: their position is kept with the next page that did, or after this time.
    /// Zero, the default, commits each page.
    /// </summary>
    public TimeSpan MaxQuiet { get; init; }

    /// <summary>True when the items are processed inside the transaction that commits them.</summary>
    public bool ProcessInside { get; init; }

    /// <summary>Items in the first page.</summary>
    public int FirstSize { get; init; } = 1;

    /// <summary>At most so many items in a page; equal to <see cref="FirstSize"/> for a fixed size.</summary>
    public int MaxSize { get; init; } = 1;

    /// <summary>True when effects and checkpoint commit in one transaction.</summary>
    public bool HasTransaction { get; init; }
}
