using System.Globalization;

namespace MaintenanceTasks.Cli;

/// <summary>Progress in words: how far, how fast, how long still.</summary>
internal static class ProgressText
{
    /// <summary>One line for a run that is followed.</summary>
    public static string Of(Run run, double? rate)
    {
        var parts = new List<string> { $"{run.Status.Word()}: {Done(run)}" };
        if (run.Status == RunStatus.Running && rate is { } speed)
        {
            parts.Add(Figures.Rate(speed));
            if (Remaining(run, speed) is { } remaining) parts.Add($"about {Figures.Duration(remaining)} left");
        }

        if (Held(run) is { } held) parts.Add("held " + held);
        return string.Join(", ", parts);
    }

    /// <summary>Items done of how many.</summary>
    public static string Done(Run run)
    {
        if (run.Total is not { } total) return $"{Figures.Count(run.Ticks)} done";
        var about = run.TotalKind == TotalKind.Estimated ? "about " : "";
        var percent = total > 0 && run.Ticks <= total ? $" ({Math.Floor(100.0 * run.Ticks / total).ToString(CultureInfo.InvariantCulture)}%)" : "";
        return $"{Figures.Count(run.Ticks)} of {about}{Figures.Count(total)}{percent}";
    }

    /// <summary>Until when and why a run is held, or null.</summary>
    public static string? Held(Run run) => run.HeldUntil is { } until && run.Status.IsActive()
        ? $"until {Figures.Moment(until)}: {PrintableText.OneLine(run.HeldReason)}"
        : null;

    /// <summary>Items a second over all the time worked, or null before there is any.</summary>
    public static double? MeanRate(Run run) =>
        run.TimeRunning > TimeSpan.Zero && run.Ticks > 0 ? run.Ticks / run.TimeRunning.TotalSeconds : null;

    /// <summary>How long still at this rate, or null when that cannot be said.</summary>
    public static TimeSpan? Remaining(Run run, double rate)
    {
        if (rate <= 0 || run.Total is not { } total || total <= run.Ticks) return null;
        var seconds = (total - run.Ticks) / rate;
        return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
