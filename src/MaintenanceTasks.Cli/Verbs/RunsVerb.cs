using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>runs</c>: the history, newest first.</summary>
internal static class RunsVerb
{
    private const int DefaultLimit = 20;

    public static Command Create(VerbContext context)
    {
        var task = new Argument<string?>("task") { Description = "Only runs of this task.", Arity = ArgumentArity.ZeroOrOne };
        var statuses = StatusesOption();
        var limit = SharedOptions.Count("--limit", "At most so many.", 1, 1000, DefaultLimit);
        var json = SharedOptions.Json();
        var verb = new Command("runs", "List runs, newest first.") { task, statuses, limit, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(task);
            var filter = new RunFilter
            {
                Task = name,
                Statuses = parsed.GetValue(statuses) is { Length: > 0 } chosen ? chosen : null,
                Limit = parsed.GetValue(limit),
            };
            var runs = await context.Runner.ListAsync(filter, cancellationToken).ConfigureAwait(false);

            // Runs of a task that the code no longer has stay readable; a name that nobody ever had is a mistake.
            if (runs.Count == 0 && name is not null) context.Catalog.Get(name);
            if (parsed.GetValue(json)) context.Json(runs.Select(RunDocument.Of).ToArray());
            else RunTable.Write(context.Terminal, runs);
            return ExitCode.Succeeded;
        });
        return verb;
    }

    private static Option<RunStatus[]> StatusesOption() => new("--status")
    {
        Description = $"Only runs in this status; several as running,paused. One of {string.Join(", ", Enum.GetValues<RunStatus>().Select(status => status.Word()))}.",
        HelpName = "status",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            try
            {
                return [.. result.Tokens.SelectMany(token => token.Value.Split(',')).Select(word => RunStatuses.Parse(word.Trim()))];
            }
            catch (FormatException exception)
            {
                result.AddError(exception.Message);
                return [];
            }
        },
    };
}
