using MaintenanceTasks;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The checks of a start, for who uses the services of a host without starting it.</summary>
public static class MaintenanceTasksServiceProviderExtensions
{
    /// <summary>
    /// Makes the checks that a start of the host makes: options are valid, tasks can work, a store is registered. Wrong code is
    /// found here; a wrong database is not, because none is touched.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <exception cref="OptionsValidationException">Options are not valid.</exception>
    /// <exception cref="TaskNotUsableException">A registration is missing or a task cannot work.</exception>
    public static void CheckMaintenanceTasks(this IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(TaskCatalog)))
        {
            throw new TaskNotUsableException("Maintenance tasks are not registered. Call builder.Services.AddMaintenanceTasks().");
        }

        services.GetService<IStartupValidator>()?.Validate();
        StartupCheck.Check(services);
    }
}
