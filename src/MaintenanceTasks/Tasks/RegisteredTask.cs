namespace MaintenanceTasks;

/// <summary>A task type as registered, before the catalog is built.</summary>
internal sealed record RegisteredTask(Type Type);
