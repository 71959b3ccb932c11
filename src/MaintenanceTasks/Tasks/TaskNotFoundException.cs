namespace MaintenanceTasks;

/// <summary>There is no task with this name in this application.</summary>
public sealed class TaskNotFoundException : MaintenanceTaskException
{
    /// <summary>Refuses a name.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="known">The names there are.</param>
    public TaskNotFoundException(string name, IReadOnlyCollection<string> known)
        : base($"There is no task '{name}'. " + (known is null or { Count: 0 }
            ? "No task is registered: call AddTasksFromAssemblyContaining<T>()."
            : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.")) => Name = name;

    internal TaskNotFoundException(Run run)
        : base(
            $"Run {run.Id} is of the task '{run.Task}', which this application does not know: it was deleted, renamed, or belongs to another version. "
            + "Deploy the task again and resume, or cancel the run.") => Name = run.Task;

    /// <summary>The name asked for.</summary>
    public string Name { get; }
}
