using MaintenanceTasks;
using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps runs in the application's own database.</summary>
public static class MaintenanceTasksEntityFrameworkCoreExtensions
{
    /// <summary>
    /// Runs live in the database of a context, whose <c>OnModelCreating</c> calls <c>modelBuilder.AddMaintenanceTasks()</c>. Tasks
    /// with this context commit effects and position together.
    /// </summary>
    /// <typeparam name="TContext">The context: registered with <c>AddDbContext</c>, pooled, or by a factory only.</typeparam>
    /// <param name="builder">The builder of <c>AddMaintenanceTasks</c>.</param>
    /// <param name="configure">Says what other contexts of tasks are to this database, or null when tasks have this one, or none.</param>
    public static MaintenanceTasksBuilder UseEntityFrameworkCore<TContext>(
        this MaintenanceTasksBuilder builder, Action<EntityFrameworkStoreOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new EntityFrameworkStoreOptions();
        configure?.Invoke(options);
        var services = builder.Services.AddPageCommits();
        services.TryAddSingleton<StoreContexts<TContext>>();
        services.Replace(ServiceDescriptor.Singleton<StoreTies>(
            provider => new StoreTies<TContext>(options, provider.GetRequiredService<IServiceScopeFactory>())));
        services.Replace(ServiceDescriptor.Singleton<IRunStore, EntityFrameworkRunStore<TContext>>());

        // A file store of another kind was chosen on purpose, whichever call came first.
        if (services.LastOrDefault(service => service.ServiceType == typeof(IRunFiles)) is null or { ImplementationType.IsGenericType: true })
        {
            services.Replace(ServiceDescriptor.Singleton<IRunFiles, EntityFrameworkRunFiles<TContext>>());
        }

        services.Replace(ServiceDescriptor.Singleton<IStoreSchema, StoreSchema<TContext>>());
        services.AddHostedService<StoreWarmUpService<TContext>>();
        services.AddSingleton<IStartCheck, ModelCheck<TContext>>();
        return builder;
    }

    /// <summary>
    /// Lets tasks of other packages commit through a context, such as <c>CsvTask&lt;TContext, TRow&gt;</c>, where the runs are kept
    /// elsewhere: in a test with <c>TaskTest</c>. Part of <see cref="UseEntityFrameworkCore{TContext}"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPageCommits(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddScoped(typeof(TaskContext<>));
        services.TryAddSingleton<WriterTurns>();
        services.TryAddSingleton<IPageCommitterFactory, ContextCommitterFactory>();
        return services;
    }
}
