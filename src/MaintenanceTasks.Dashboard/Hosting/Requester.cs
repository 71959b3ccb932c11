using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>Who sends a request, and what is to be kept of it, as the application says.</summary>
internal sealed class Requester(DashboardOptions options, ILogger logger)
{
    /// <exception cref="RequesterUnknownException">The application's own code failed.</exception>
    public string? WhoOf(HttpContext context) => Ask(nameof(DashboardOptions.Who), options.Who, context);

    /// <exception cref="RequesterUnknownException">The application's own code failed.</exception>
    public IReadOnlyDictionary<string, string> MetadataOf(HttpContext context) =>
        Ask(nameof(DashboardOptions.Metadata), options.Metadata, context) ?? new Dictionary<string, string>();

    private T Ask<T>(string option, Func<HttpContext, T> ask, HttpContext context)
    {
        try
        {
            return ask(context);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The option {Option} of the dashboard of maintenance tasks failed; nothing was changed.", option);
            throw new RequesterUnknownException(option, exception);
        }
    }
}
