namespace MaintenanceTasks;

/// <summary>What a failed page means for what happens next.</summary>
public enum PageFault
{
    /// <summary>An error of an item: the page is redone so that exactly that item is named, and the run stops there.</summary>
    Item,

    /// <summary>Somebody else changed or removed a row between read and commit: the page is read again and redone.</summary>
    Conflict,

    /// <summary>The database did not take the page for a passing reason: it is tried again with fewer items, later in the end.</summary>
    Transient,
}
