namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// One page at a time writes to a SQLite file from this process, and after each the lock is left alone: as long as it was held,
/// and three times as long when somebody else was seen to hold it. Writers of the application ask for the lock only now and
/// then, with sleeps of up to 150 ms, so what counts for them is the share of time in which it is free.
/// </summary>
internal sealed class WriterTurn(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _pages = new(1);
    private TimeSpan _rest = TimeSpan.Zero;
    private long _released;

    /// <summary>Waits for the turn: no other page of this process is writing, and the lock had its rest. Reading and processing count as rest.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await _pages.WaitAsync(cancellationToken).ConfigureAwait(false);
        var left = _rest - time.GetElapsedTime(_released);
        if (left <= TimeSpan.Zero) return;
        try
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _pages.Release();
            throw;
        }
    }

    /// <summary>Ends the turn.</summary>
    /// <param name="held">How long the lock was held; zero when it was not had.</param>
    /// <param name="contended">True when somebody else was seen to hold it.</param>
    public void Give(TimeSpan held, bool contended)
    {
        var rest = held * (contended ? 3 : 1);
        _rest = rest > ShortestRest ? rest : ShortestRest;
        _released = time.GetTimestamp();
        _pages.Release();
    }

    public void Dispose() => _pages.Dispose();
}
