using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// The streams behind live pages. All viewers of one page share one look at the store. With <c>?once</c> the newest fragment alone is
/// answered, for a browser that has no connection to spare for a stream; with <c>?once=fresh</c> one read after the question.
/// </summary>
internal sealed class LiveEndpoints(IServiceProvider services, ViewReader views, PageWriter pages, LiveFeed feed, AccessRules access)
{
    public async Task<IResult> TaskListAsync(HttpContext context, CancellationToken gone)
    {
        await access.DemandViewAsync(context).ConfigureAwait(false);
        var links = pages.LinksOf(context);
        var hidden = await access.HiddenAsync(context, services.GetRequiredService<TaskCatalog>().Names).ConfigureAwait(false);
        var query = TaskQuery.Of(context.Request.Query);
        var address = links.LiveTaskList(query) + (hidden is null ? "" : "#" + string.Join('|', hidden));
        return await AnswerAsync(context, address, async cancellationToken =>
        {
            var view = await views.TaskListAsync(query, hidden, cancellationToken).ConfigureAwait(false);
            return new LiveFragment(await pages.FragmentAsync<TaskListLive, TaskListView>(links, view).ConfigureAwait(false), view.IsBusy);
        }, gone).ConfigureAwait(false);
    }

    public async Task<IResult> TaskAsync(HttpContext context, string name, CancellationToken gone)
    {
        await access.DemandAsync(context, Deed.View, name).ConfigureAwait(false);
        var links = pages.LinksOf(context);
        return await AnswerAsync(context, links.LiveTask(name), async cancellationToken =>
        {
            var view = await views.TaskAsync(name, null, [], cancellationToken).ConfigureAwait(false);
            return new LiveFragment(await pages.FragmentAsync<TaskLive, TaskView>(links, view).ConfigureAwait(false), view.IsBusy);
        }, gone).ConfigureAwait(false);
    }

    public async Task<IResult> RunAsync(HttpContext context, string id, CancellationToken gone)
    {
        if (RunEndpoints.Parse(id) is not { } run) return Results.NotFound();
        await DemandAsync(context, run, gone).ConfigureAwait(false);
        var links = pages.LinksOf(context);
        RunView? seen = null;
        return await AnswerAsync(context, links.LiveRun(run), async cancellationToken =>
        {
            seen = await views.RunAsync(run, seen, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(run);
            var html = await pages.FragmentAsync<RunSummary, RunView>(links, seen).ConfigureAwait(false)
                + await pages.FragmentAsync<RunDetails, RunView>(links, seen).ConfigureAwait(false);
            return new LiveFragment(html, seen.Run.Status.IsActive());
        }, gone).ConfigureAwait(false);
    }

    /// <summary>Only where tasks have rules of their own is the run read to know its task: viewers share everything else.</summary>
    private async Task DemandAsync(HttpContext context, long run, CancellationToken gone)
    {
        if (!access.HasTaskRules)
        {
            await access.DemandViewAsync(context).ConfigureAwait(false);
        }
        else if (await services.GetRequiredService<TaskRunner>().FindAsync(run, gone).ConfigureAwait(false) is { } state)
        {
            await access.DemandAsync(context, Deed.View, state.Run.Task).ConfigureAwait(false);
        }
    }

    private async Task<IResult> AnswerAsync(
        HttpContext context, string address, Func<CancellationToken, Task<LiveFragment>> look, CancellationToken gone)
    {
        if (context.Request.Query.TryGetValue("once", out var once))
        {
            var item = await feed.OnceAsync(address, look, once == "fresh", gone).ConfigureAwait(false);
            return Results.Text(item.Data, "text/html; charset=utf-8", statusCode: item.EventType == LiveFeed.Fragment ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }

        // A proxy that collects answers before it passes them on would hold back every update.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(feed.WatchAsync(address, look, fresh: true, gone));
    }
}
