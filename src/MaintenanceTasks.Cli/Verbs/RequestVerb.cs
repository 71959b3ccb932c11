using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>pause</c>, <c>resume</c>, <c>cancel</c>: what people ask of a run.</summary>
internal static class RequestVerb
{
    public static Command Pause(VerbContext context) => Create(
        context, "pause", "Stop a run after the item in hand; `resume` goes on from there.",
        (runner, runId, cancellationToken) => runner.PauseAsync(runId, VerbContext.Actor, cancellationToken));

    public static Command Resume(VerbContext context) => Create(
        context, "resume", "Put a paused or errored run back to work, from where it stopped.",
        (runner, runId, cancellationToken) => runner.ResumeAsync(runId, VerbContext.Actor, cancellationToken));

    public static Command Cancel(VerbContext context) => Create(
        context, "cancel", "End a run after the item in hand, for good.",
        (runner, runId, cancellationToken) => runner.CancelAsync(runId, VerbContext.Actor, cancellationToken));

    private static Command Create(
        VerbContext context, string name, string description, Func<TaskRunner, long, CancellationToken, Task<Run>> request)
    {
        var id = SharedOptions.Run("The number of the run, as `runs` shows it.");
        var json = SharedOptions.Json();
        var verb = new Command(name, description) { id, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var run = await request(context.Runner, parsed.GetValue(id), cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json)) context.Json(RunDocument.Of(run));
            else context.Terminal.Line($"Run {run.Id} of {run.Task} is {run.Status.Word()}.{Explain(run.Status)}");
            return ExitCode.Succeeded;
        });
        return verb;
    }

    private static string Explain(RunStatus status) => status switch
    {
        RunStatus.Pausing or RunStatus.Cancelling => " Its worker stops after the item in hand.",
        RunStatus.Enqueued => $" The running application goes on with it, or `{CommandLine.Name} work` does.",
        _ => "",
    };
}
