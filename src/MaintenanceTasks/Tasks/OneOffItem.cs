namespace MaintenanceTasks;

/// <summary>The single item of a task without a collection.</summary>
public readonly record struct OneOffItem;
