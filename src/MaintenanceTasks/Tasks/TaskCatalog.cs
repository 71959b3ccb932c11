namespace MaintenanceTasks;

/// <summary>The tasks this application knows, by name. Built once at start.</summary>
public sealed class TaskCatalog
{
    private readonly Dictionary<string, TaskDescriptor> _byName = new(StringComparer.Ordinal);

    internal TaskCatalog(IEnumerable<Type> types, TimeZoneInfo? zone = null)
    {
        var summaries = new ClassSummaries();
        foreach (var descriptor in types.Distinct().Select(type => new TaskDescriptor(type, zone, summaries)))
        {
            Refuse(descriptor);
            _byName.Add(descriptor.Name, descriptor);
        }

        Tasks = [.. _byName.Values.OrderBy(descriptor => descriptor.Name, StringComparer.Ordinal)];
    }

    /// <summary>All tasks, by name.</summary>
    public IReadOnlyList<TaskDescriptor> Tasks { get; }

    /// <summary>The names of all tasks.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>Finds a task by name; null when this application does not know it.</summary>
    /// <param name="name">The name.</param>
    public TaskDescriptor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds a task by name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="TaskNotFoundException">This application does not know it.</exception>
    public TaskDescriptor Get(string name) => Find(name) ?? throw new TaskNotFoundException(name, Names);

    internal TaskDescriptor Get(Type type) => Tasks.FirstOrDefault(descriptor => descriptor.Type == type)
        ?? throw new TaskNotUsableException(
            $"The task {type.Name} is not registered. Add it with AddTask<{type.Name}>() or AddTasksFromAssemblyContaining<{type.Name}>().");

    private void Refuse(TaskDescriptor descriptor)
    {
        if (_byName.TryGetValue(descriptor.Name, out var other))
        {
            throw new TaskNotUsableException(
                $"Two tasks are named '{descriptor.Name}': {other.Type.FullName} and {descriptor.Type.FullName}. "
                + "Give one of them another name with [TaskName(\"…\")].");
        }

        if (descriptor.Name.Length is 0 or > 200)
        {
            throw new TaskNotUsableException(
                $"The name of {descriptor.Type.FullName} has {descriptor.Name.Length} characters; expected 1 to 200.");
        }

        if (!Overrides(descriptor.Type))
        {
            throw new TaskNotUsableException($"The task {descriptor.Type.FullName} overrides neither Process nor ProcessAsync. Override one of them.");
        }
    }

    private static bool Overrides(Type type) => type.GetMethods()
        .Any(method => method.Name is "Process" or "ProcessAsync" && method.GetBaseDefinition().DeclaringType != method.DeclaringType);
}
