using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>How far a run is, in words and as a bar, without claiming more than is known.</summary>
internal sealed class Progress
{
    public Progress(Run run, IReadOnlyList<Partition>? partitions = null, double? pace = null)
    {
        var (ticks, total) = (run.Ticks, run.Total);
        var finished = run.Status == RunStatus.Succeeded;
        Max = finished ? 1 : total > 0 && ticks <= total ? total : null;
        Value = finished ? 1 : Max is null ? null : ticks;
        IsMoving = run.Status is RunStatus.Running or RunStatus.Pausing or RunStatus.Cancelling;
        Text = Describe(ticks, total, run.TotalKind, finished);
        Percent = Max > 0 ? (int)Math.Floor(100m * Value!.Value / Max.Value) : null;
        if (partitions is null && pace is null) return;

        var rate = pace is { } current && run.Status == RunStatus.Running ? current : Average(run, partitions ?? []);
        if (rate <= 0) return;
        Rate = RateText(rate);
        var left = (total - ticks) / rate;
        if (run.Status != RunStatus.Running || left is not (> 0 and < 100_000_000)) return;
        SecondsLeft = left;
        Left = "about " + Wording.Duration(TimeSpan.FromSeconds(left.Value)) + " left";
    }

    /// <summary>Length of the bar, or null when the total is not known or turned out too small.</summary>
    public long? Max { get; }

    /// <summary>How much of the bar is full: never more than <see cref="Max"/>, and null without it.</summary>
    public long? Value { get; }

    /// <summary>Whole percents, rounded down; null when the total is not known.</summary>
    public int? Percent { get; }

    public bool IsMoving { get; }

    public string Text { get; }

    /// <summary>Items in a second or a minute, on average; null when nothing is known of it.</summary>
    public string? Rate { get; }

    /// <summary>How long it will take at that rate, or null.</summary>
    public string? Left { get; }

    /// <summary>The same in seconds.</summary>
    public double? SecondsLeft { get; }

    /// <summary>Since the beginning, of those partitions that are worked on while it runs.</summary>
    private double Average(Run run, IReadOnlyList<Partition> partitions)
    {
        if (!IsMoving) return run.TimeRunning > TimeSpan.Zero ? run.Ticks / run.TimeRunning.TotalSeconds : 0;
        return partitions.Where(partition => partition.Owner is not null && partition.TimeRunning > TimeSpan.Zero)
            .Sum(partition => partition.Ticks / partition.TimeRunning.TotalSeconds);
    }

    private static string Describe(long ticks, long? total, TotalKind kind, bool finished)
    {
        var done = Wording.Number(ticks);
        if (total is not { } all) return finished ? $"{Wording.Items(ticks)}" : $"{Wording.Items(ticks)} so far; the total is not known";
        var (about, counted) = kind == TotalKind.Estimated ? ("about ", "estimated") : ("", "counted");
        if (ticks > all) return $"{Wording.Items(ticks)}, {Wording.Number(ticks - all)} more than the {about}{Wording.Number(all)} {counted} at the start";
        if (finished) return ticks == all ? Wording.Items(ticks) : $"{Wording.Items(ticks)}; {about}{Wording.Number(all)} {counted} at the start";
        var percent = all == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({about}{Math.Floor(100m * ticks / all)} %)");
        return $"{done} of {about}{Wording.Items(all)}{percent}";
    }

    public static string RateText(double rate) => rate switch
    {
        >= 10 => Wording.Number((long)Math.Round(rate)) + " items a second",
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{rate:0.#} items a second"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rate * 60:0.#} items a minute"),
    };
}
