using System.Diagnostics.CodeAnalysis;
using MaintenanceTasks;
using MaintenanceTasks.Dashboard;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts the dashboard of maintenance tasks into an application.</summary>
public static class MaintenanceTasksEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the dashboard: pages, forms, live progress and its own assets. Needs no service besides <c>AddMaintenanceTasks()</c>.
    /// It is closed by default: without <c>RequireAuthorization</c> or <c>AllowAnonymous</c> on the answer the application refuses to start.
    /// </summary>
    /// <param name="endpoints">The application, or a route group of it.</param>
    /// <param name="pattern">Where the dashboard is. Default <c>/maintenance-tasks</c>.</param>
    /// <param name="configure">Changes options after the configuration was read, or null.</param>
    /// <returns>The group of all its endpoints: add authorization, host filters, rate limits to it.</returns>
    /// <exception cref="InvalidOperationException"><c>AddMaintenanceTasks()</c> was not called.</exception>
    public static RouteGroupBuilder MapMaintenanceTasks(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/maintenance-tasks",
        Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var services = endpoints.ServiceProvider;
        if (!services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(TaskRunner)))
        {
            throw new InvalidOperationException(
                "MapMaintenanceTasks found no maintenance tasks to show. Call builder.Services.AddMaintenanceTasks() before builder.Build().");
        }

        var group = endpoints.MapGroup(pattern);
        DashboardEndpoints.Map(group, services, pattern, DashboardOptions.Of(services, configure));
        return group;
    }
}
