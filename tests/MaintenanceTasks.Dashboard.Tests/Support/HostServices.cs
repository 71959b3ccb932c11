using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

internal static class HostServices
{
    public static void ConfigureWorkers(this IServiceCollection services, bool enabled) =>
        services.Configure<MaintenanceTasksOptions>(options => options.Worker.Enabled = enabled);
}
