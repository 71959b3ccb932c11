using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Turns what an endpoint cannot do into a page that says why.</summary>
internal sealed class FailurePages(PageWriter pages)
{
    public async ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            return await next(invocation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TaskNotFoundException or RunNotFoundException)
        {
            return pages.Message(context, StatusCodes.Status404NotFound, "Not found", exception.Message);
        }
        catch (Exception exception) when (exception is RunStoreUnavailableException or CollectionUnavailableException)
        {
            context.Response.Headers.RetryAfter = "5";
            return pages.Message(context, StatusCodes.Status503ServiceUnavailable, "The store does not answer", exception.Message);
        }
        catch (NotAllowedException exception)
        {
            return pages.Message(context, StatusCodes.Status403Forbidden, "Not allowed", exception.Message);
        }
        catch (RequesterUnknownException exception)
        {
            return pages.Message(context, StatusCodes.Status500InternalServerError, "Nothing was changed", exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            return pages.Message(context, exception.StatusCode, "The request was not understood", exception.Message);
        }
        catch (InvalidDataException exception)
        {
            return pages.Message(context, StatusCodes.Status400BadRequest, "The request was not understood", exception.Message);
        }
    }
}
