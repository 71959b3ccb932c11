using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// A Hangfire server of our own, for our queue alone, with as many workers as this process may perform slices. Absent where
/// <see cref="WorkerOptions.Enabled"/> is false. A storage that does not answer is tried again beside the application, which starts without it.
/// </summary>
internal sealed class HangfireWorkers(
    IServiceProvider services,
    IHostApplicationLifetime lifetime,
    IOptions<MaintenanceTasksOptions> engine,
    IOptions<HangfireQueueOptions> options,
    TimeProvider time,
    ILogger<HangfireWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!engine.Value.Worker.Enabled) return;
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var server = await StartedAsync(stopping.Token).ConfigureAwait(false);
        if (server is null) return;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<BackgroundJobServer?> StartedAsync(CancellationToken stopping)
    {
        var wait = TimeSpan.FromSeconds(1);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // A storage connects, and makes its tables, when it is first asked for; it blocks meanwhile.
                return await Task.Run(Start, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                logger.LogWarning(exception, "Hangfire's storage cannot be used. This process performs no runs; it tries again in {Seconds} s.", wait.TotalSeconds);
            }

            await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }

        return null;
    }

    private BackgroundJobServer Start() => new(
        new BackgroundJobServerOptions
        {
            Queues = [options.Value.Queue],
            WorkerCount = engine.Value.Worker.MaxConcurrentSlices,
            SchedulePollingInterval = options.Value.SchedulePollingInterval,

            // Slices end by themselves within the grace; Hangfire waits a little longer, so that their last rings go out.
            ShutdownTimeout = engine.Value.ShutdownGrace + TimeSpan.FromSeconds(5),
            Activator = services.GetRequiredService<JobActivator>(),
            FilterProvider = services.GetService<IJobFilterProvider>(),
        },
        services.GetRequiredService<JobStorage>());
}
