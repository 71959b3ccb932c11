namespace MaintenanceTasks;

/// <summary>An item that a run did not process as intended, kept with the run.</summary>
/// <param name="Item">The key of the item.</param>
/// <param name="Reason">Why, in words: the task's own, or the message of the exception.</param>
public sealed record FailedItem(string Item, string Reason)
{
    /// <summary>Full name of the exception's type; null when the task skipped the item itself.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The stack trace as text; null when the task skipped the item itself.</summary>
    public string? StackTrace { get; init; }
}
