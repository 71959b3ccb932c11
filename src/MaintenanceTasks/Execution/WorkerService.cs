using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>The worker of an application. Reacts to <c>ApplicationStopping</c>, before servers and other services have their turn to stop.</summary>
internal sealed class WorkerService(
    IServiceProvider services, IHostApplicationLifetime lifetime, IOptions<MaintenanceTasksOptions> options, ILogger<WorkerService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Lets the host start its server before the first query.
        await Task.Yield();

        // Not a parameter of the constructor: the start check has to be the first to say that a store is missing.
        var worker = services.GetRequiredService<RunWorker>();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var work = options.Value.Worker;

        // Another queue has workers of its own, which come through RunWorker.PerformAsync; this one rescues, beats and notices requests.
        var looks = work.Enabled && !services.GetRequiredService<Doorbell>().MayBeMissed;
        var scope = new WorkScope(looks ? work.MaxConcurrentSlices : 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await worker.RunAsync(scope, stopping.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // An exception that escapes would stop the application itself.
                logger.LogError(exception, "The worker of maintenance tasks failed and starts again.");
                await Task.Delay(TimeSpan.FromSeconds(5), stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
