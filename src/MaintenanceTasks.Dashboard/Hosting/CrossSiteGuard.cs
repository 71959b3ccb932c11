using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// Lets a form pass only when it was filled in on a page of this very dashboard. A program that sends JSON needs no token when it sends no
/// cookie: no other site can have a browser send JSON unasked, and without a cookie nobody's session is borrowed.
/// </summary>
internal sealed class CrossSiteGuard(FormTokens tokens, PageWriter pages)
{
    public async ValueTask<object?> ApplyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!HttpMethods.IsPost(context.Request.Method)) return await next(invocation).ConfigureAwait(false);
        if (context.Request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none")
        {
            return Refuse(context, "The request was sent from another site. Open the dashboard itself and try there.");
        }

        if (Negotiation.HasJson(context.Request))
        {
            return context.Request.Headers.Cookie.Count == 0 || await tokens.AreValidAsync(context).ConfigureAwait(false)
                ? await next(invocation).ConfigureAwait(false)
                : Refuse(context, "A request with cookies needs the token of a form of these pages in the header RequestVerificationToken. Nothing was changed.");
        }

        return context.Request.HasFormContentType && await tokens.AreValidAsync(context).ConfigureAwait(false)
            ? await next(invocation).ConfigureAwait(false)
            : Refuse(context, "The form has no valid token: it is too old, or cookies are off. Go back, reload the page, and try again. Nothing was changed.");
    }

    private IResult Refuse(HttpContext context, string why) =>
        pages.Message(context, StatusCodes.Status400BadRequest, "The request was not accepted", why);
}
