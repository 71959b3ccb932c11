using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Sends the browser to another page with GET, so that a reload repeats nothing.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
