using System.Globalization;
using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Nodes for people, as a table.</summary>
internal static class NodeTable
{
    public static void Write(Terminal terminal, IReadOnlyList<NodeState> nodes)
    {
        if (nodes.Count == 0)
        {
            terminal.Line($"No node runs: neither an application with maintenance tasks nor `{CommandLine.Name} work`.");
            return;
        }

        var table = Tables.Create("node", "build", "tasks", "works on", "started", "seen");
        foreach (var (node, partitions) in nodes)
        {
            table.AddRow(
                Tables.Cell(node.Name), Tables.Cell(node.Build),
                new Text(node.Tasks.Count == 0 ? "none: leaves the work to others" : node.Tasks.Count.ToString(CultureInfo.InvariantCulture)),
                new Text(Work(partitions)), new Text(Figures.Moment(node.StartedAt)), new Text(Figures.Moment(node.SeenAt)));
        }

        terminal.Console.Write(table);
    }

    private static string Work(IReadOnlyList<Partition> partitions) => partitions.Count == 0 ? "nothing" : string.Join(
        "; ", partitions.GroupBy(partition => partition.RunId).Select(run => $"run {run.Key}: {string.Join(", ", run.Select(partition => partition.Number))}"));
}
