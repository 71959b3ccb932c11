using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace MaintenanceTasks.Dashboard;

/// <summary>Where a dashboard is mounted: the full pattern of its first endpoint, outer groups included.</summary>
internal sealed class DashboardMount
{
    private RoutePattern? _pattern;

    public void Learn(IEndpointConventionBuilder index) => index.Add(endpoint => _pattern = ((RouteEndpointBuilder)endpoint).RoutePattern);

    /// <summary>The links of the dashboard as the client of this request has to write them.</summary>
    public Links LinksOf(HttpContext context)
    {
        var segments = _pattern!.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => Text(part, context))));
        return new Links(context.Request.PathBase.ToUriComponent() + string.Concat(segments));
    }

    /// <summary>A parameter of an outer group ("/{tenant}/ops") keeps the value this request came with.</summary>
    private static string Text(RoutePatternPart part, HttpContext context) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => Uri.EscapeDataString(context.GetRouteValue(parameter.Name)?.ToString() ?? ""),
        _ => "",
    };
}
