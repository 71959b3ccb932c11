using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MaintenanceTasks.Dashboard;

/// <summary>The streams behind live pages. All viewers of one page share one look at the store.</summary>
internal sealed class LiveEndpoints(ViewReader views, PageWriter pages, LiveFeed feed)
{
    public IResult TaskList(HttpContext context)
    {
        var links = pages.LinksOf(context);
        return Stream(context, links.LiveTaskList, async cancellationToken =>
        {
            var view = await views.TaskListAsync(cancellationToken).ConfigureAwait(false);
            return new LiveFragment(await pages.FragmentAsync<TaskListLive, TaskListView>(links, view).ConfigureAwait(false), view.IsBusy);
        });
    }

    public IResult Task(HttpContext context, string name)
    {
        var links = pages.LinksOf(context);
        return Stream(context, links.LiveTask(name), async cancellationToken =>
        {
            var view = await views.TaskAsync(name, null, [], cancellationToken).ConfigureAwait(false);
            return new LiveFragment(await pages.FragmentAsync<TaskLive, TaskView>(links, view).ConfigureAwait(false), view.IsBusy);
        });
    }

    public IResult Run(HttpContext context, string id)
    {
        if (RunEndpoints.Parse(id) is not { } run) return Results.NotFound();
        var links = pages.LinksOf(context);
        RunView? seen = null;
        return Stream(context, links.LiveRun(run), async cancellationToken =>
        {
            seen = await views.RunAsync(run, seen, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(run);
            var html = await pages.FragmentAsync<RunSummary, RunView>(links, seen).ConfigureAwait(false)
                + await pages.FragmentAsync<RunDetails, RunView>(links, seen).ConfigureAwait(false);
            return new LiveFragment(html, seen.Run.Status.IsActive());
        });
    }

    private ServerSentEventsResult<string> Stream(HttpContext context, string address, Func<CancellationToken, Task<LiveFragment>> look) =>
        TypedResults.ServerSentEvents(feed.WatchAsync(address, look, context.RequestAborted));
}
