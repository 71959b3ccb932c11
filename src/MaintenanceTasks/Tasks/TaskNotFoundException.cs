namespace MaintenanceTasks;

/// <summary>There is no task with this name in this application.</summary>
/// <param name="name">The name asked for.</param>
/// <param name="known">The names there are.</param>
public sealed class TaskNotFoundException(string name, IReadOnlyCollection<string> known) : MaintenanceTaskException(
    $"There is no task '{name}'. " + (known is null or { Count: 0 }
        ? "No task is registered: call AddTasksFromAssemblyContaining<T>()."
        : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}."))
{
    /// <summary>The name asked for.</summary>
    public string Name { get; } = name;
}
