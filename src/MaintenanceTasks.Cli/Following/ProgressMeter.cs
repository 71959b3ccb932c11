namespace MaintenanceTasks.Cli;

/// <summary>How fast a run moves now: the mean of the last seconds, on the monotonic clock.</summary>
internal sealed class ProgressMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly Queue<(long At, long Ticks)> _seen = new();

    /// <summary>Takes note of the ticks of this moment.</summary>
    /// <returns>Items a second, or null while that cannot be said.</returns>
    public double? Observe(long ticks)
    {
        var now = time.GetTimestamp();
        _seen.Enqueue((now, ticks));
        while (_seen.Count > 2 && time.GetElapsedTime(_seen.Peek().At, now) > Window) _seen.Dequeue();
        var (since, before) = _seen.Peek();
        var elapsed = time.GetElapsedTime(since, now);
        return elapsed < Shortest || ticks < before ? null : (ticks - before) / elapsed.TotalSeconds;
    }
}
