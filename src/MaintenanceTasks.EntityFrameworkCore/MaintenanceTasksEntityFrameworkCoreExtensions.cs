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
    public static MaintenanceTasksBuilder UseEntityFrameworkCore<TContext>(this MaintenanceTasksBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddScoped(typeof(TaskContext<>));
        services.TryAddSingleton<StoreContexts<TContext>>();
        services.TryAddSingleton<WriterTurns>();
        services.Replace(ServiceDescriptor.Singleton<IRunStore, EntityFrameworkRunStore<TContext>>());
        services.Replace(ServiceDescriptor.Singleton<IStoreSchema, StoreSchema<TContext>>());
        services.AddHostedService<StoreWarmUpService<TContext>>();
        services.AddSingleton<IStartCheck, ModelCheck<TContext>>();
        return builder;
    }
}
