using MaintenanceTasks;
using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the store of tests.</summary>
public static class InMemoryStoreExtensions
{
    /// <summary>Keeps runs and their files in memory, in place of any store chosen before. One store a container; get it as <see cref="InMemoryRunStore"/> to look inside.</summary>
    /// <param name="builder">The builder.</param>
    public static MaintenanceTasksBuilder UseInMemoryStore(this MaintenanceTasksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<InMemoryRunStore>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IRunStore>(provider => provider.GetRequiredService<InMemoryRunStore>()));
        builder.Services.TryAddSingleton<InMemoryRunFiles>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IRunFiles>(provider => provider.GetRequiredService<InMemoryRunFiles>()));
        return builder;
    }
}
