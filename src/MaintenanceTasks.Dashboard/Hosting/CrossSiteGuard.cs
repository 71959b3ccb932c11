using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Lets a form pass only when it was filled in on a page of this very dashboard.</summary>
internal sealed class CrossSiteGuard(FormTokens tokens, PageWriter pages)
{
    public async ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsPost(context.Request.Method)) return await next(invocation).ConfigureAwait(false);
        if (context.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
        {
            return Refuse(context, "The form was sent from another site. Open the dashboard itself and try there.");
        }

        return context.Request.HasFormContentType && await tokens.AreValidAsync(context).ConfigureAwait(false)
            ? await next(invocation).ConfigureAwait(false)
            : Refuse(context, "The form has no valid token: it is too old, or cookies are off. Go back, reload the page, and try again. Nothing was changed.");
    }

    private IResult Refuse(HttpContext context, string why) =>
        pages.Message(context, StatusCodes.Status400BadRequest, "The form was not accepted", why);
}
