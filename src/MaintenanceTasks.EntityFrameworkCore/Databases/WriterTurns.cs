namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Leaves SQLite's only write lock free for a while between two pages, so that the application's own writers get their turn.</summary>
internal sealed class WriterTurns(TimeProvider time)
{
    private static readonly TimeSpan Free = TimeSpan.FromMilliseconds(10);
    private long _released = long.MinValue;

    public void Released() => _released = time.GetTimestamp();

    /// <summary>Waits until the lock was free for 10 ms since the last page; reading and processing in between count.</summary>
    public async Task LeaveFreeAsync(CancellationToken cancellationToken)
    {
        if (_released == long.MinValue) return;
        var rest = Free - time.GetElapsedTime(_released);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
    }
}
