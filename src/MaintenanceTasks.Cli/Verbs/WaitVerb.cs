using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>wait</c>: follows a run that was started before, as <c>perform --wait</c> does with a new one.</summary>
internal static class WaitVerb
{
    public static Command Create(VerbContext context)
    {
        var id = SharedOptions.Run("The number of the run to follow.");
        var json = SharedOptions.Json();
        var verb = new Command(
            "wait", "Follow a run to its end, and work on it here when nobody else does within 2 s. A signal interrupts it; it goes on later.")
        {
            id, json,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var runId = parsed.GetValue(id);
            var state = await context.Runner.FindAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
            return await Waiting.ForAsync(context, state.Run, parsed.GetValue(json)).ConfigureAwait(false);
        });
        return verb;
    }
}
