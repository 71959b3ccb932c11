namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A page's turn at the write lock of a SQLite file, until the lock is released.</summary>
internal sealed class WriterHold(WriterTurn turn, TimeProvider time, long asked)
{
    private long? _begun;
    private bool _contended;
    private bool _ended;

    /// <summary>From the wish to the lock.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>From the lock to its release; zero when it was not had.</summary>
    public TimeSpan Held { get; private set; }

    /// <summary>The lock is had.</summary>
    /// <param name="contended">True when somebody else was seen to hold it.</param>
    public void Begin(bool contended) => (_begun, _contended) = (time.GetTimestamp(), contended);

    /// <summary>The lock is released: the next page may have its turn.</summary>
    public void End()
    {
        if (_ended) return;
        _ended = true;
        var (begun, now) = (_begun ?? time.GetTimestamp(), time.GetTimestamp());
        (Waited, Held) = (time.GetElapsedTime(asked, begun), time.GetElapsedTime(begun, now));
        turn.Give(Held, _contended);
    }

    /// <summary>Ends the turn, and copies the log when the turns since the last copy have made it long.</summary>
    public void End(SqliteLog? log)
    {
        var isLong = log is not null && turn.IsLong(log);
        End();
        if (isLong) log!.Copy();
    }
}
