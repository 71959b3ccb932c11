using MaintenanceTasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds maintenance tasks to an application.</summary>
public static class MaintenanceTasksServiceCollectionExtensions
{
    /// <summary>Adds the engine. Options are read from the section <c>MaintenanceTasks</c> and may be changed here; wrong ones stop the start.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes options after the configuration was read, or null.</param>
    /// <returns>A builder for tasks, store and queue.</returns>
    public static MaintenanceTasksBuilder AddMaintenanceTasks(
        this IServiceCollection services, Action<MaintenanceTasksOptions>? configure = null)
    {
        var options = services.AddOptions<MaintenanceTasksOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddTransient<IConfigureOptions<MaintenanceTasksOptions>>(provider => new ConfigureOptions<MaintenanceTasksOptions>(
            value => provider.GetService<IConfiguration>()?.GetSection(MaintenanceTasksOptions.Section).Bind(value)));
        if (configure is not null) options.Configure(configure);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProcessTable>();
        services.TryAddSingleton<NodeIdentity>();
        services.TryAddSingleton(provider => new TaskCatalog(
            provider.GetServices<RegisteredTask>().Select(task => task.Type),
            TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value.TimeZone)));
        services.TryAddSingleton<SecretArguments>();
        services.TryAddSingleton<ParameterChoices>();
        services.TryAddSingleton<RunBell>();
        services.TryAddSingleton<IRunQueue>(provider => provider.GetRequiredService<RunBell>());
        services.TryAddSingleton<Doorbell>();
        services.TryAddSingleton<RunTelemetry>();
        services.TryAddSingleton<RunPublisher>();
        services.TryAddSingleton<RunChanger>();
        services.TryAddSingleton<LeaseKeeper>();
        services.TryAddSingleton<StatusWatch>();
        services.TryAddSingleton<RunRescuer>();
        services.TryAddSingleton<RunScopes>();
        services.TryAddSingleton<RunCounter>();
        services.TryAddSingleton<BuildFit>();
        services.TryAddSingleton<ClaimAdmission>();
        services.TryAddSingleton<PartitionClaimer>();
        services.TryAddSingleton<SuspectTurn>();
        services.TryAddSingleton<RunExecutor>();
        services.TryAddSingleton<SliceSettler>();
        services.TryAddSingleton<StoreHealth>();
        services.TryAddSingleton(provider => new TaskRunner(
            provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<TaskCatalog>(), provider.GetRequiredService<IRunStore>(),
            provider.GetRequiredService<Doorbell>(), provider.GetRequiredService<LeaseKeeper>(), provider.GetRequiredService<NodeIdentity>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<RunChanger>(), provider.GetRequiredService<RunPublisher>()));
        services.TryAddSingleton<SlicePerformer>();
        services.TryAddSingleton<RingRepeater>();
        services.TryAddSingleton<ShareWatch>();
        services.TryAddSingleton<NodeRegister>();
        services.TryAddSingleton<RunSampler>();
        services.TryAddSingleton<RunRetention>();
        services.TryAddSingleton<RunSplitter>();
        services.TryAddSingleton(provider => new RunWorker(
            provider.GetRequiredService<PartitionClaimer>(), provider.GetRequiredService<SlicePerformer>(), provider.GetRequiredService<LeaseKeeper>(),
            provider.GetRequiredService<StatusWatch>(), provider.GetRequiredService<RunRescuer>(), provider.GetRequiredService<RingRepeater>(),
            provider.GetRequiredService<ShareWatch>(), provider.GetRequiredService<RunSampler>(), provider.GetRequiredService<NodeRegister>(),
            provider.GetRequiredService<RunRetention>(),
            provider.GetRequiredService<RunBell>(), provider.GetRequiredService<Doorbell>(), provider.GetRequiredService<StoreHealth>(),
            provider.GetRequiredService<IOptions<MaintenanceTasksOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<StartedChecks>();
        services.TryAddScoped<CurrentRun>();
        services.TryAddScoped(provider => new CurrentRunFile(provider.GetRequiredService<CurrentRun>(), provider));
        services.TryAddScoped<ICurrentRun>(provider => provider.GetRequiredService<CurrentRun>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkerService>());
        return new MaintenanceTasksBuilder(services);
    }

    /// <summary>Adds a health check that is degraded while the store of maintenance tasks does not answer.</summary>
    /// <param name="builder">The health checks of the application.</param>
    public static IHealthChecksBuilder AddMaintenanceTasks(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            "maintenance-tasks", provider => provider.GetRequiredService<StoreHealth>(), HealthStatus.Degraded, ["maintenance-tasks"]));
    }
}
