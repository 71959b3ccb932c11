namespace MaintenanceTasks;

/// <summary>The worker process died again and again on the same item, so that the run gave up instead of killing more.</summary>
/// <param name="item">The key of the item.</param>
public sealed class PoisonItemException(string item)
    : MaintenanceTaskException($"The worker process died 3 times on item {item}. Mend the item or the task, then resume.");
