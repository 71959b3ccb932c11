using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MaintenanceTasks;

/// <summary>Wrong code stops the start: tasks that cannot work, or no store. Touches no database.</summary>
internal sealed class StartupCheck(IServiceProvider services, StartedChecks started) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Check(services);
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        started.Run();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="TaskNotUsableException">A registration is missing or a task cannot work.</exception>
    public static void Check(IServiceProvider services)
    {
        var catalog = services.GetRequiredService<TaskCatalog>();
        if (!services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IRunStore)))
        {
            throw new TaskNotUsableException("Maintenance tasks have no store. Add .UseEntityFrameworkCore<YourContext>() after AddMaintenanceTasks().");
        }

        services.GetRequiredService<SecretArguments>().Check(catalog.Tasks);
        foreach (var check in services.GetServices<IStartCheck>()) check.Check();
    }
}
