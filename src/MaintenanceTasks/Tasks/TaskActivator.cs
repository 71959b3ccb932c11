using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Makes the task instance of a slice: injected, attached to its run, with its arguments set.</summary>
internal static class TaskActivator
{
    /// <exception cref="InvalidArgumentsException">The stored arguments no longer fit the task's parameters.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed.</exception>
    public static MaintenanceTask Create(TaskDescriptor descriptor, Run run, IServiceProvider services)
    {
        var task = Create(descriptor, services);
        var current = services.GetRequiredService<CurrentRun>();
        current.Attach(run);
        task.Run = current;
        TaskArguments.Apply(descriptor, task, run.Arguments);
        return task;
    }

    public static MaintenanceTask Create(TaskDescriptor descriptor, IServiceProvider services)
    {
        try
        {
            return (MaintenanceTask)ActivatorUtilities.CreateInstance(services, descriptor.Type);
        }
        catch (InvalidOperationException exception)
        {
            throw new TaskNotUsableException($"The task {descriptor.Name} cannot be constructed: {exception.Message}", exception);
        }
    }
}
