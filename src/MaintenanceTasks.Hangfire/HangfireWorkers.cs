using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// A Hangfire server of our own, for our queue alone, with as many workers as this process may perform slices. Absent where
/// <see cref="WorkerOptions.Enabled"/> is false.
/// </summary>
internal sealed class HangfireWorkers(
    IServiceProvider services, IHostApplicationLifetime lifetime, IOptions<MaintenanceTasksOptions> engine, IOptions<HangfireQueueOptions> options)
    : IHostedService, IDisposable
{
    private BackgroundJobServer? _server;
    private CancellationTokenRegistration _stopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!engine.Value.Worker.Enabled) return Task.CompletedTask;
        var server = new BackgroundJobServer(
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
        _server = server;
        _stopping = lifetime.ApplicationStopping.Register(server.SendStop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is not { } server) return Task.CompletedTask;
        server.SendStop();
        return server.WaitForShutdownAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _server?.Dispose();
    }
}
