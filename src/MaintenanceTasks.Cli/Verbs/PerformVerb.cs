using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>perform</c>: starts a run, and with <c>--wait</c> follows it to its end.</summary>
internal static class PerformVerb
{
    public static Command Create(VerbContext context)
    {
        var task = new Argument<string>("task") { Description = "Name of the task, as `list` shows it." };
        var arguments = ArgumentsOption();
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
        var json = SharedOptions.Json();
        var verb = new Command(
            "perform", "Start a run of a task. The running application performs it; or this process, with --wait.")
        {
            task, arguments, csv, wait, key, json,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var input = GivenFile.Open(parsed.GetValue(csv));
            var run = await context.Runner.StartAsync(
                parsed.GetRequiredValue(task),
                parsed.GetValue(arguments),
                new StartOptions { StartedBy = VerbContext.Actor, IdempotencyKey = parsed.GetValue(key), File = input.File },
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

    private static Option<Dictionary<string, string?>> ArgumentsOption() => new("--arg")
    {
        Description = "A parameter and its value, for example --arg Prefix=p. Give the option once for each parameter.",
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var values = new Dictionary<string, string?>();
            foreach (var text in result.Tokens.Select(token => token.Value))
            {
                var split = text.IndexOf('=', StringComparison.Ordinal);
                if (split <= 0) result.AddError($"Expected --arg name=value, found '{text}'.");
                else if (!values.TryAdd(text[..split], text[(split + 1)..])) result.AddError($"Expected one --arg {text[..split]}=…, found several.");
            }

            return values;
        },
    };
}
