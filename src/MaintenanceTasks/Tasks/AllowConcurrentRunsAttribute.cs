namespace MaintenanceTasks;

/// <summary>Allows several active runs of a task with the same arguments. Without it the second is refused, naming the first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowConcurrentRunsAttribute : Attribute;
