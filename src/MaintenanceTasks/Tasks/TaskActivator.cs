using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Makes the task instance of a slice: injected, attached to its run, with its arguments set.</summary>
internal static class TaskActivator
{
    /// <exception cref="InvalidArgumentsException">The stored arguments no longer fit the task's parameters.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed.</exception>
    /// <exception cref="SecretUnreadableException">A secret of the run was protected with a key that is not here.</exception>
    public static MaintenanceTask Create(TaskDescriptor descriptor, Run run, IServiceProvider services)
    {
        var current = services.GetRequiredService<CurrentRun>();
        var arguments = services.GetRequiredService<SecretArguments>().Reveal(descriptor, run);
        current.Attach(run, SecretMask.Of(descriptor, arguments, null));
        var task = Create(descriptor, services);
        task.Run = current;
        TaskArguments.Apply(descriptor, task, arguments);
        current.Attach(run, SecretMask.Of(descriptor, arguments, task));
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
