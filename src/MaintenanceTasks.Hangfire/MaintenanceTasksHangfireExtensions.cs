using MaintenanceTasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets Hangfire carry the rings.</summary>
public static class MaintenanceTasksHangfireExtensions
{
    /// <summary>
    /// Work is picked up through Hangfire, whose storage <c>AddHangfire</c> has chosen. Runs, positions and leases stay in the store of
    /// maintenance tasks; Hangfire carries ids, and may lose or repeat them without harm. Processes whose
    /// <see cref="WorkerOptions.Enabled"/> is true get a Hangfire server for the queue of maintenance tasks, with
    /// <see cref="WorkerOptions.MaxConcurrentSlices"/> workers; other Hangfire servers of the application need not know the queue.
    /// </summary>
    /// <param name="builder">The builder of <c>AddMaintenanceTasks</c>.</param>
    /// <param name="configure">Changes options after the configuration was read, or null.</param>
    public static MaintenanceTasksBuilder UseHangfire(this MaintenanceTasksBuilder builder, Action<HangfireQueueOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var options = services.AddOptions<HangfireQueueOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddTransient<IConfigureOptions<HangfireQueueOptions>>(provider => new ConfigureOptions<HangfireQueueOptions>(
            value => provider.GetService<IConfiguration>()?.GetSection(HangfireQueueOptions.Section).Bind(value)));
        if (configure is not null) options.Configure(configure);
        services.Replace(ServiceDescriptor.Singleton<IRunQueue, HangfireRunQueue>());
        services.AddSingleton<IStartCheck, HangfireCheck>();
        services.AddHostedService<HangfireWorkers>();
        return builder;
    }
}
