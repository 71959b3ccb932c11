namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// One page at a time writes to a SQLite file from this process, and the lock is left alone for as long as it was held, three times as
/// long when somebody else was seen to hold it. Writers of the application ask for the lock only now and then, with sleeps of up to
/// 150 ms, so what counts for them is the share of time in which it is free: short turns are added up, and rested for together.
/// </summary>
internal sealed class WriterTurn(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestDebt = TimeSpan.FromMilliseconds(10);
    private readonly SemaphoreSlim _pages = new(1);
    private TimeSpan _debt = TimeSpan.Zero;
    private bool _contended;
    private long _released;
    private int _logged;

    /// <summary>Waits for the turn: no other page of this process is writing, and the lock had its rest. Reading and processing count as rest.</summary>
    public async Task<WriterHold> TakeAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        await _pages.WaitAsync(cancellationToken).ConfigureAwait(false);
        var left = _debt - time.GetElapsedTime(_released);
        _debt = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        if (_debt >= LongestDebt || (_contended && _debt > TimeSpan.Zero)) await RestAsync(cancellationToken).ConfigureAwait(false);
        return new WriterHold(this, time, asked);
    }

    /// <summary>Ends the turn.</summary>
    /// <param name="held">How long the lock was held; zero when it was not had.</param>
    /// <param name="contended">True when somebody else was seen to hold it.</param>
    public void Give(TimeSpan held, bool contended)
    {
        _debt += !contended ? held : held * 3 > LongestDebt ? held * 3 : LongestDebt;
        _contended = contended;
        _released = time.GetTimestamp();
        _pages.Release();
    }

    /// <summary>True when the log has become long with what this turn added to it; it is counted anew then.</summary>
    public bool IsLong(SqliteLog log)
    {
        _logged += log.Added;
        if (!log.IsLong(_logged)) return false;
        _logged = 0;
        return true;
    }

    public void Dispose() => _pages.Dispose();

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(_debt, time, cancellationToken).ConfigureAwait(false);
            _debt = TimeSpan.Zero;
        }
        catch
        {
            _pages.Release();
            throw;
        }
    }
}
