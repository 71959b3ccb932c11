using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'self'; base-uri 'none'";

    public static ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store"; // as antiforgery would have it, which says so in the log otherwise
        headers.Pragma = "no-cache";
        headers.Vary = "Accept"; // a page, or the same as JSON
        return next(context);
    }
}
