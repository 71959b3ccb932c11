namespace MaintenanceTasks.Cli;

/// <summary>How fast a run moves now: the mean of the last seconds, on the monotonic clock.</summary>
internal sealed class ProgressMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly Queue<(long At, long Ticks)> _seen = new();

    /// <summary>Takes note of where the run is at this moment. Time in which nobody works on it does not count.</summary>
    /// <returns>Items a second, or null while that cannot be said.</returns>
    public double? Observe(Run run)
    {
        var now = time.GetTimestamp();
        if (run.Status != RunStatus.Running) _seen.Clear();
        _seen.Enqueue((now, run.Ticks));
        while (_seen.Count > 2 && time.GetElapsedTime(_seen.Peek().At, now) > Window) _seen.Dequeue();
        var (since, before) = _seen.Peek();
        var elapsed = time.GetElapsedTime(since, now);
        return elapsed < Shortest || run.Ticks < before ? null : (run.Ticks - before) / elapsed.TotalSeconds;
    }
}
