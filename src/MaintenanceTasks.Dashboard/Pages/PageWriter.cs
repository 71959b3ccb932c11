using System.Text;
using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Writes pages and fragments of one mounted dashboard.</summary>
internal sealed class PageWriter(DashboardMount mount, FormTokens tokens, IServiceProvider services)
{
    public Links LinksOf(HttpContext context) => mount.LinksOf(context);

    public IResult Page<TPage, TView>(
        HttpContext context, TView view, int status = StatusCodes.Status200OK, Notice? notice = null, TaskAccess? access = null)
        where TPage : IComponent =>
        new HtmlPage(PageHost.Of<TPage, TView>(LinksOf(context), FrameOf(context, new(() => tokens.Issue(context)), notice, access), view), services, status);

    /// <summary>A page that only says something, without forms; problem details for who reads JSON.</summary>
    public IResult Message(HttpContext context, int status, string title, string text) => Negotiation.WantsJson(context.Request)
        ? Results.Problem(text, statusCode: status, title: title)
        : new HtmlPage(PageHost.Of<MessagePage, MessageView>(LinksOf(context), FrameOf(context, null, null, null), new MessageView(title, text)), services, status);

    public Task<string> FragmentAsync<TFragment, TView>(Links links, TView view)
        where TFragment : IComponent =>
        FragmentRoot.RenderAsync(PageHost.Of<TFragment, TView>(links, null, view), services);

    private static PageFrame FrameOf(HttpContext context, Lazy<AntiforgeryTokenSet>? tokens, Notice? notice, TaskAccess? access) =>
        new(context.User.Identity?.Name, tokens, notice, ThemeCookie.Read(context), access ?? TaskAccess.All);

    private sealed class HtmlPage(RenderFragment content, IServiceProvider services, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var html = Encoding.UTF8.GetBytes(await FragmentRoot.RenderAsync(content, services).ConfigureAwait(false));
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = html.Length;
            if (HttpMethods.IsHead(httpContext.Request.Method)) return;
            await response.Body.WriteAsync(html, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
