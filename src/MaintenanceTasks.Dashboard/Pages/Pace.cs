namespace MaintenanceTasks.Dashboard;

/// <summary>How fast a run is at present: over its last minute of work, the time in which it was stopped left out.</summary>
internal static class Pace
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);

    /// <summary>Samples of this age and newer are enough where many runs are shown.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromSeconds(90);

    /// <summary>Items a second, or null when too little is known of it.</summary>
    /// <param name="run">The run as it is now.</param>
    /// <param name="samples">Its samples, oldest first.</param>
    public static double? Of(Run run, IReadOnlyList<RunSample> samples)
    {
        IEnumerable<RunSample> known = samples;
        if (run.MovedAt is { } moved && samples.Count > 0 && moved > samples[^1].At) known = known.Append(new RunSample(run.Id, moved, run.Ticks));
        var (time, items) = (TimeSpan.Zero, 0L);
        RunSample? after = null;
        foreach (var sample in known.Reverse())
        {
            if (after is not null && sample.Mark is null && after.Ticks >= sample.Ticks)
            {
                time += after.At - sample.At;
                items += after.Ticks - sample.Ticks;
            }

            if (time >= Window) break;
            after = sample;
        }

        return time >= Least ? items / time.TotalSeconds : null;
    }
}
