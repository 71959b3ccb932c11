namespace MaintenanceTasks.Dashboard;

/// <summary>Why a run waits, is slow or has stopped, and what happens next: in sentences, from what is known.</summary>
internal static class RunReasons
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public static IReadOnlyList<string> Of(RunView view) => [.. (view.Run.Status switch
    {
        RunStatus.Enqueued or RunStatus.Interrupted => Waiting(view),
        RunStatus.Running => Working(view),
        RunStatus.Pausing or RunStatus.Cancelling => Stopping(view),
        RunStatus.Paused => Paused(view),
        RunStatus.Errored => Errored(view),
        RunStatus.Succeeded when view.Run.FoundNothing =>
            ["It succeeded without a single item: the collection was empty. If that is not meant, look at its filters; a tenant filter without a tenant is the usual cause."],
        _ => [],
    })];

    private static IEnumerable<string> Waiting(RunView view)
    {
        if (!view.IsTaskKnown) yield break; // the page says so already
        if (view.Run.HeldUntil is { } until && until > view.Now)
        {
            yield return $"It goes on by itself in {Wording.Duration(until - view.Now)}.";
            yield break;
        }

        if (view.Run.Status == RunStatus.Interrupted && view.Events.FirstOrDefault(IsEndOfWork) is { } end)
        {
            yield return $"Interrupted: {end.Text}{(end.Node is null ? "" : $" ({end.Node})")}. Nothing is lost; the next free worker goes on.";
        }

        var since = view.Events.Count > 0 ? view.Events[0].At : view.Run.CreatedAt;
        if (view.Now - since >= TimeSpan.FromSeconds(5)) yield return $"No worker has taken it for {Wording.Duration(view.Now - since)}.";
        if (view.Others.Count > 0)
        {
            var many = view.Others.Count > ViewReader.MostOthers ? $"More than {ViewReader.MostOthers} other runs are" : Count(view.Others.Count, "other run is", "other runs are");
            yield return $"{many} being worked on; a process works on {Count(view.Engine.Worker.MaxConcurrentSlices, "partition", "partitions")} at the same time.";
        }

        if (!view.Engine.Worker.Enabled) yield return "This process only serves pages: another one has to do the work.";
    }

    private static IEnumerable<string> Working(RunView view)
    {
        var open = view.State.Partitions.Where(partition => partition is { Done: false, Error: null }).ToArray();
        var held = open.Where(partition => partition.Owner is not null).ToArray();
        yield return open.Length == 1
            ? $"Worked on by {Workers(held)}."
            : $"{held.Length} of {open.Length} open partitions are worked on, by {Workers(held)}.";
        if (held.Length > 0 && held.Length < open.Length) yield return $"{Count(open.Length - held.Length, "partition waits", "partitions wait")} for a free worker.";
        foreach (var silent in held.Where(partition => view.Signs.TryGetValue(partition.Number, out var sign) && view.Now - sign > view.Engine.BeatInterval * 2))
        {
            yield return $"{silent.Worker} has given no sign of life for {Wording.Duration(view.Now - view.Signs[silent.Number])}; "
                + $"after {Wording.Duration(view.Engine.LeaseDuration)} of silence another worker goes on with partition {silent.Number}.";
        }

        foreach (var dying in held.Where(partition => partition.Attempts > 1))
        {
            yield return dying.Attempts <= 3
                ? $"The worker of partition {dying.Number} has died {Count(dying.Attempts - 1, "time", "times")} at this position; after three, the items go one by one."
                : $"The worker of partition {dying.Number} has died three times or more at this position, so the items go one by one; after three more deaths on one item the run ends.";
        }

        if (view.Now - (view.Run.MovedAt ?? view.Run.StartedAt) is { } still && still > Long)
        {
            yield return $"No item was finished for {Wording.Duration(still)}: the item in hand takes long, or waits for a lock or for something outside.";
        }

        var average = view.Run.TimeRunning > TimeSpan.Zero ? view.Run.Ticks / view.Run.TimeRunning.TotalSeconds * Math.Max(1, held.Length) : 0;
        if (view.Pace is { } pace && pace < average / 2) yield return $"Slower than usual: {Progress.RateText(pace)} now, {Progress.RateText(average)} on average.";
        if (Stopped(view) is { Ticks: > 0 } stopped) yield return $"It was stopped for {Wording.Duration(stopped)} of the time since it began; the chart shows when.";
        if (view.Run.Delivery == DeliveryMode.PerItem) yield return "Its effects go outside the database, so every item has a checkpoint of its own: slower, and a crash repeats one item at most.";
    }

    private static IEnumerable<string> Stopping(RunView view)
    {
        var held = view.State.Partitions.Where(partition => partition.Owner is not null).ToArray();
        yield return held.Length == 0
            ? "Nobody works on it any more; it stops at the next look."
            : $"{Workers(held)} finishes the item in hand first, so that nothing is done by halves.";
    }

    private static IEnumerable<string> Paused(RunView view)
    {
        var asked = view.Events.FirstOrDefault(happened => happened.To == RunStatus.Pausing) ?? view.Events.FirstOrDefault(happened => happened.To == RunStatus.Paused);
        if (asked is not null) yield return $"Paused by {asked.Actor ?? "somebody"}, {Wording.AgoInOneUnit(asked.At, view.Now)}.";
        yield return view.Run.Ticks == 0 ? "Resume begins with the first item." : $"Resume goes on after {Wording.Items(view.Run.Ticks)}, at the position below.";
    }

    private static IEnumerable<string> Errored(RunView view)
    {
        var failed = view.State.Partitions.Where(partition => partition.Error is not null).ToArray();
        if (failed.Length > 0)
        {
            yield return $"{Count(failed.Length, "partition", "partitions")} failed, the others are done: see the list of partitions. Resume goes on with the failed ones alone.";
            yield break;
        }

        yield return view.Run.Error?.Item is { } item
            ? $"Item {item} failed. Everything before it is done and kept; resume tries it again."
            : "It stopped before an item was in hand. Everything before is kept; resume tries again.";
    }

    private static TimeSpan Stopped(RunView view) => view.Samples.Zip(view.Samples.Skip(1))
        .Where(pair => pair.First.Mark is not null)
        .Aggregate(TimeSpan.Zero, (sum, pair) => sum + (pair.Second.At - pair.First.At));

    private static bool IsEndOfWork(RunEvent happened) => happened is { Kind: RunEventKind.Released or RunEventKind.Rescued, Text: not null };

    private static string Workers(IEnumerable<Partition> partitions) =>
        string.Join(", ", partitions.Select(partition => partition.Worker!).Distinct()) is { Length: > 0 } names ? names : "nobody at the moment";

    private static string Count(long count, string one, string many) => $"{Wording.Number(count)} {(count == 1 ? one : many)}";
}
