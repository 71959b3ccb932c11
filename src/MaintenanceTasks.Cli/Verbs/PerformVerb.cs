using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>perform</c>: starts a run, and with <c>--wait</c> follows it to its end.</summary>
internal static class PerformVerb
{
    public static Command Create(VerbContext context)
    {
        var task = new Argument<string>("task") { Description = "Name of the task, as `list` shows it." };
        var arguments = NamedValues.Option(
            "--arg", "A parameter and its value, for example --arg Prefix=p. Give the option once for each parameter.");
        var secrets = NamedValues.Option(
            "--arg-env",
            "A parameter and the environment variable that has its value: what stands on a command line can be read by others, so a secret belongs here.",
            "name=VARIABLE");
        var metadata = NamedValues.Option("--metadata", "A fact to keep with the run, for example --metadata ticket=OPS-7. Give the option once for each fact.");
        var wait = new Option<bool>("--wait")
        {
            Description = "Follow the run to its end, and work on it here when nobody else does within 2 s. A signal interrupts it; it goes on later.",
        };
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "A key of your choice: a second start with the same key finds the first run instead of starting another.",
            HelpName = "KEY",
        };
        var csv = new Option<string?>("--csv")
        {
            Description = "The file a CSV task works on; - reads standard input. It is stored before the run is made.",
            HelpName = "FILE",
        };
        var parallel = new Option<int?>("--parallel")
        {
            Description = "How many partitions of the collection are worked on at the same time at most, from 1 to 64. Default: what the task says.",
            HelpName = "N",
        };
        var json = SharedOptions.Json();
        var verb = new Command(
            "perform", "Start a run of a task. The running application performs it; or this process, with --wait.")
        {
            task, arguments, secrets, csv, metadata, parallel, wait, key, json,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = GivenFile.Open(parsed.GetValue(csv));
            var run = await context.Runner.StartAsync(
                parsed.GetRequiredValue(task),
                GivenArguments.Of(parsed.GetValue(arguments) ?? [], parsed.GetValue(secrets) ?? []),
                new StartOptions
                {
                    StartedBy = VerbContext.Actor,
                    Metadata = parsed.GetValue(metadata) ?? [],
                    IdempotencyKey = parsed.GetValue(key),
                    Parallelism = parsed.GetValue(parallel),
                    File = input.File,
                },
                cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(wait)) return await Waiting.ForAsync(context, run, parsed.GetValue(json)).ConfigureAwait(false);

            if (parsed.GetValue(json)) context.Json(RunDocument.Of(run));
            else Say(context.Terminal, run);
            return ExitCode.Succeeded;
        });
        return verb;
    }

    private static void Say(Terminal terminal, Run run)
    {
        terminal.Line($"Run {run.Id} of {run.Task} is {run.Status.Word()}.");
        if (run.Status == RunStatus.Enqueued) terminal.Line($"The running application performs it, or `{CommandLine.Name} work` does.");
        terminal.Line($"Follow it with `{CommandLine.Name} wait {run.Id}`, or look at it with `{CommandLine.Name} status {run.Id}`.");
    }
}
