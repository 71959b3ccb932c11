using Spectre.Console;

namespace MaintenanceTasks.Cli;

/// <summary>Everything an operator needs to know of one run.</summary>
internal static class RunSheet
{
    public static void Write(Terminal terminal, RunState state, bool lacksNode, IReadOnlyList<RunEvent> events, IReadOnlyList<FailedItem> skipped)
    {
        var run = state.Run;
        terminal.Console.MarkupLine($"Run {run.Id} of {Markup.Escape(PrintableText.OneLine(run.Task))}: {Words.Coloured(run.Status)}");
        foreach (var (name, value) in Facts(run, lacksNode)) terminal.Line($"  {name,-11} {PrintableText.OneLine(value)}");

        Section(terminal, "Partitions", PartitionTable.Of(state.Partitions));
        if (skipped.Count > 0) Section(terminal, $"Skipped items ({skipped.Count} of {run.Skipped})", Skipped(skipped));
        Section(terminal, $"Events (newest {events.Count} of {run.LastEvent})", Events(events));
        if (run.Error is not { } error) return;
        terminal.Line();
        terminal.Line($"{error.Type} {(error.Item is null ? "" : $"at item {PrintableText.OneLine(error.Item)}")}".TrimEnd());
        terminal.Line(error.StackTrace ?? error.Message);
    }

    private static IEnumerable<(string Name, string? Value)> Facts(Run run, bool lacksNode)
    {
        yield return ("progress", ProgressText.Done(run));
        if (run.FoundNothing) yield return ("look", "not a single item: the collection was empty; a tenant filter without a tenant is the usual cause");
        if (lacksNode) yield return ("waits", $"no running node works on this task; `{CommandLine.Name} nodes` lists them");
        var rate = ProgressText.MeanRate(run);
        if (rate is { } speed)
        {
            var remaining = run.Status.IsClaimable() ? ProgressText.Remaining(run, speed) : null;
            yield return ("rate", Figures.Rate(speed) + (remaining is { } left ? $", about {Figures.Duration(left)} left" : ""));
        }

        if (run.TimeRunning > TimeSpan.Zero) yield return ("worked for", Figures.Duration(run.TimeRunning));
        if (run.Skipped > 0) yield return ("skipped", Figures.Count(run.Skipped));
        if (run.Affected > 0) yield return ("affected", $"{Figures.Count(run.Affected)} rows");
        if (ProgressText.Held(run) is { } held) yield return ("held", held);
        if (run.Error is { } error) yield return ("error", error.Message);
        foreach (var (name, value) in run.Arguments) yield return ("argument", $"{name} = {value ?? "(null)"}");
        yield return ("delivery", Words.Of(run.Delivery));
        if (run.Build is { } build) yield return ("build", build);
        if (run.Parallelism > 1) yield return ("parallel", $"at most {run.Parallelism} partitions at the same time");
        yield return ("started by", run.StartedBy ?? "(not known)");
        foreach (var (name, value) in run.Metadata) yield return ("metadata", $"{name} = {value}");
        if (run.IdempotencyKey is { } key) yield return ("key", key);
        yield return ("created", Figures.Moment(run.CreatedAt));
        if (run.StartedAt is { } started) yield return ("started", Figures.Moment(started));
        if (run.EndedAt is { } ended) yield return ("ended", Figures.Moment(ended));
    }

    private static void Section(Terminal terminal, string title, Table table)
    {
        terminal.Line();
        terminal.Line(title);
        terminal.Console.Write(table);
    }

    private static Table Skipped(IReadOnlyList<FailedItem> items)
    {
        var table = Tables.Create("  item", "reason");
        foreach (var item in items) table.AddRow(new Text("  " + PrintableText.OneLine(item.Item)), Tables.Cell(item.Reason));
        return table;
    }

    private static Table Events(IReadOnlyList<RunEvent> events)
    {
        var table = Tables.Create("  #", "at", "what", "who", "where");
        foreach (var happened in events)
        {
            table.AddRow(
                new Text($"  {happened.Number}"), new Text(Figures.Moment(happened.At)), new Text(Words.Of(happened)),
                Tables.Cell(happened.Actor), Tables.Cell(happened.Node));
        }

        return table;
    }
}
