namespace MaintenanceTasks;

/// <summary>Names a task, so that its runs survive a rename of the class. Without it the name is the class's own.</summary>
/// <param name="name">The name: unique among the tasks of the application, at most 200 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
