using System.Globalization;
using MaintenanceTasks.Dashboard.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard;

internal sealed class RunEndpoints(IServiceProvider services, ViewReader views, PageWriter pages, Requester requester, AccessRules access)
{
    private TaskRunner Runner => services.GetRequiredService<TaskRunner>();

    public Task<IResult> ShowAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        Parse(id) is { } run ? PageAsync(context, run, StatusCodes.Status200OK, null, cancellationToken) : NoNumberAsync(context, id);

    public Task<IResult> PauseAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        ActAsync(context, id, (run, by) => Runner.PauseAsync(run, by, cancellationToken), cancellationToken);

    public Task<IResult> ResumeAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        ActAsync(context, id, (run, by) => Runner.ResumeAsync(run, by, cancellationToken), cancellationToken);

    public Task<IResult> CancelAsync(HttpContext context, string id, CancellationToken cancellationToken) =>
        ActAsync(context, id, (run, by) => Runner.CancelAsync(run, by, cancellationToken), cancellationToken);

    /// <summary>Sends the input file of a run, chunk by chunk, as something to save and never to show.</summary>
    public async Task<IResult> FileAsync(HttpContext context, string id, string name, CancellationToken cancellationToken)
    {
        if (Parse(id) is not { } run) return await NoNumberAsync(context, id).ConfigureAwait(false);
        await DemandAsync(context, run, Deed.View, cancellationToken).ConfigureAwait(false);
        var file = await Runner.FindFileAsync(run, cancellationToken).ConfigureAwait(false);
        if (file is null || file.StoredName != name)
        {
            return pages.Message(context, StatusCodes.Status404NotFound, "Not found", $"Run {run} has no file '{name}'.");
        }

        var content = Runner.OpenFile(file);
        try
        {
            // The first chunk is read before the answer begins, so that a damaged file gets a page and no broken download.
            _ = await content.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false);
        }
        catch (RunFileDamagedException exception)
        {
            return pages.Message(context, StatusCodes.Status500InternalServerError, "The file is damaged", exception.Message);
        }

        content.Position = 0;
        return Results.Stream(content, "application/octet-stream", file.StoredName, enableRangeProcessing: true);
    }

    /// <summary>The number of a run as it stands in an address, or null when it is none.</summary>
    public static long? Parse(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task<IResult> ActAsync(
        HttpContext context, string id, Func<long, string?, Task<Run>> act, CancellationToken cancellationToken)
    {
        if (Parse(id) is not { } run) return await NoNumberAsync(context, id).ConfigureAwait(false);
        await DemandAsync(context, run, Deed.Control, cancellationToken).ConfigureAwait(false);
        Notice refusal;
        try
        {
            var changed = await act(run, requester.WhoOf(context)).ConfigureAwait(false);
            var links = pages.LinksOf(context);
            return Negotiation.WantsJson(context.Request) ? Results.Json(RunDocument.Of(changed, links)) : new SeeOther(links.Run(run));
        }
        catch (IllegalTransitionException exception)
        {
            return await PageAsync(context, run, StatusCodes.Status409Conflict, new Notice(exception.Message), cancellationToken, stale: true).ConfigureAwait(false);
        }
        catch (ActiveRunExistsException exception)
        {
            refusal = new Notice(exception.Message, exception.Run.Id);
        }
        catch (Exception exception) when (exception is TaskNotUsableException or TaskNotFoundException)
        {
            refusal = new Notice(exception.Message);
        }

        return await PageAsync(context, run, StatusCodes.Status409Conflict, refusal, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="context">The request.</param>
    /// <param name="id">The run.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="notice">Why something was refused, or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="stale">True when the person acted on what the run was before, so that they are told what has happened since.</param>
    private async Task<IResult> PageAsync(
        HttpContext context, long id, int status, Notice? notice, CancellationToken cancellationToken, bool stale = false)
    {
        var view = await views.RunAsync(id, null, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        await access.DemandAsync(context, Deed.View, view.Run.Task).ConfigureAwait(false);
        var may = await access.OfAsync(context, view.Run.Task).ConfigureAwait(false);
        if (stale && view.Events.FirstOrDefault(happened => happened.To is not null) is { } last)
        {
            notice = new Notice($"{notice!.Text} Meanwhile: {Wording.Event(last)}, by {last.Actor ?? "somebody"}, {Wording.Ago(last.At, view.Now)}. Nothing was changed now.");
        }

        return !Negotiation.WantsJson(context.Request) ? pages.Page<RunPage, RunView>(context, view, status, notice, may)
            : notice is null ? Results.Json(RunDetailsDocument.Of(view, pages.LinksOf(context)))
            : Problems.Of(status, notice);
    }

    private async Task DemandAsync(HttpContext context, long id, Deed deed, CancellationToken cancellationToken)
    {
        var state = await Runner.FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(id);
        await access.DemandAsync(context, deed, state.Run.Task).ConfigureAwait(false);
    }

    private Task<IResult> NoNumberAsync(HttpContext context, string id) => Task.FromResult(
        pages.Message(context, StatusCodes.Status404NotFound, "Not found", $"Expected the number of a run, found '{id}'."));
}
