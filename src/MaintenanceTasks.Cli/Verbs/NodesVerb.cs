using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>nodes</c>: the processes that take part, and what each works on.</summary>
internal static class NodesVerb
{
    public static Command Create(VerbContext context)
    {
        var json = SharedOptions.Json();
        var verb = new Command("nodes", "List the processes that take part: build, number of tasks, and the partitions each works on.") { json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var nodes = await context.Runner.NodesAsync(cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json)) context.Json(nodes.Select(NodeDocument.Of).ToArray());
            else NodeTable.Write(context.Terminal, nodes);
            return ExitCode.Succeeded;
        });
        return verb;
    }
}
