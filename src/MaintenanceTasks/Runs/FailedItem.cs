namespace MaintenanceTasks;

/// <summary>An item that a run did not process as intended, kept with the run.</summary>
/// <param name="Item">The key of the item.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record FailedItem(string Item, string Reason);
