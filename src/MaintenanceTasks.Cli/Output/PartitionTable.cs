using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>The partitions of a run: who works on which, how far each is, and where it ends.</summary>
internal static class PartitionTable
{
    public static Table Of(IReadOnlyList<Partition> partitions)
    {
        // A run in one piece has no bounds to show.
        var bounded = partitions.Any(partition => partition.Low is not null || partition.High is not null);
        var scoped = partitions.Any(partition => partition.Scope is not null);
        var table = Tables.Create(["  #", .. scoped ? ["scope"] : (string[])[], "worker", "done", .. bounded ? ["from", "to"] : (string[])[], "cursor", "epoch", "claims", "moved"]);
        foreach (var partition in partitions)
        {
            Text[] scope = scoped ? [Tables.Cell(partition.Scope)] : [];
            Text[] bounds = bounded ? [Tables.Cell(partition.Low ?? "(begin)"), Tables.Cell(partition.High ?? "(end)")] : [];
            table.AddRow(
            [
                new Text($"  {partition.Number}"), .. scope,
                Tables.Cell(partition.Worker ?? (partition.Done ? "(finished)" : partition.Error is { } error ? $"(failed: {error})" : "(free)")),
                new Text(Figures.Count(partition.Ticks)), .. bounds, Tables.Cell(partition.Cursor), new Text($"{partition.Epoch}"),
                new Text($"{partition.Attempts}"), new Text(partition.MovedAt is { } moved ? Figures.Moment(moved) : "never"),
            ]);
        }

        return table;
    }
}
