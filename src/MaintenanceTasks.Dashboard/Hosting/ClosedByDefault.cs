using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard;

/// <summary>Refuses to build endpoints nobody has said anything about: who may change production data must be decided.</summary>
internal static class ClosedByDefault
{
    public static void Apply(RouteGroupBuilder group, IServiceProvider services, string pattern)
    {
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            if (endpoint.Metadata.Any(item => item is IAuthorizeData or AuthorizationPolicy or IAllowAnonymous)) return;
            throw new InvalidOperationException(
                $"The dashboard of maintenance tasks at '{pattern}' is open to everybody, and it changes production data. "
                + $"Write app.MapMaintenanceTasks(\"{pattern}\").RequireAuthorization(\"your policy\"), "
                + "or .AllowAnonymous() if it is meant to be open.");
        });

        // Endpoints are built when the first request needs them: too late to find this out.
        services.GetRequiredService<StartedChecks>().Add(() => _ = services.GetRequiredService<EndpointDataSource>().Endpoints.Count);
    }
}
