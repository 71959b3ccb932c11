using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>status</c>: everything about one run.</summary>
internal static class StatusVerb
{
    private const int NewestEvents = 20;
    private const int Items = 20;

    public static Command Create(VerbContext context)
    {
        var id = SharedOptions.Run("The number of the run, as `runs` shows it.");
        var json = SharedOptions.Json();
        var verb = new Command("status", "Show everything about a run: progress, arguments, workers, error, newest events.") { id, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var runId = parsed.GetValue(id);
            var runner = context.Runner;
            var state = await runner.FindAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
            var events = await runner.EventsAsync(
                runId, Math.Max(0, state.Run.LastEvent - NewestEvents), NewestEvents, cancellationToken).ConfigureAwait(false);
            var skipped = await runner.FailedItemsAsync(runId, Items, cancellationToken).ConfigureAwait(false);
            var lacksNode = await runner.LacksNodeAsync(state, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json)) context.Json(new RunDetailsDocument(state, lacksNode, events, skipped));
            else RunSheet.Write(context.Terminal, state, lacksNode, events, skipped);
            return ExitCode.Succeeded;
        });
        return verb;
    }
}
