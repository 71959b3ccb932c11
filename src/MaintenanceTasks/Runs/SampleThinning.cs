namespace MaintenanceTasks;

/// <summary>
/// Which samples of a run to give up once there are too many: the last minutes stay as they are, because the rate is read from them;
/// what is older is spread evenly over the whole time, and what stopped the run is given up last.
/// </summary>
internal static class SampleThinning
{
    private const int Recent = 60;
    private const int Spread = 90;
    private const int Marked = 50;

    /// <summary>The times of the samples that are to go; none while there is room for one more.</summary>
    /// <param name="samples">The samples of one run, oldest first.</param>
    public static IReadOnlyCollection<DateTime> Choose(IReadOnlyList<RunSample> samples)
    {
        if (samples.Count < RunSample.Most) return [];
        var old = samples.Take(samples.Count - Recent).ToArray();
        var most = (samples[^1].At - samples[0].At) / Spread;
        var marks = 0;
        HashSet<DateTime> kept = [samples[0].At, .. old.Reverse().Where(sample => sample.Mark is not null && ++marks <= Marked).Select(sample => sample.At)];
        var last = samples[0].At;
        for (var index = 1; index < old.Length; index++)
        {
            // Goes when its two neighbours are near enough to each other.
            if (samples[index + 1].At - last > most) kept.Add(old[index].At);
            if (kept.Contains(old[index].At)) last = old[index].At;
        }

        return [.. old.Select(sample => sample.At).Where(at => !kept.Contains(at))];
    }
}
