namespace MaintenanceTasks;

/// <summary>What has been done since the last commit.</summary>
/// <param name="time">The clock.</param>
/// <param name="most">How long a page may take.</param>
internal sealed class PageTally(TimeProvider time, TimeSpan most)
{
    private readonly double _most = most.TotalSeconds * time.TimestampFrequency;
    private readonly bool _isReal = time == TimeProvider.System;
    private long _began;
    private long _looked;

    public int Items { get; private set; }

    public long Ticks { get; private set; }

    public IReadOnlyList<FailedItem> Skipped { get; private set; } = [];

    public bool IsEmpty => Items == 0;

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>True when the page has taken its time. Asked after each item.</summary>
    public bool IsOver
    {
        get
        {
            // The count of milliseconds costs a fraction of the clock, which need not be asked before it has moved.
            var now = Environment.TickCount64;
            if (_isReal && now == _looked) return false;
            _looked = now;
            return time.GetTimestamp() - _began >= _most;
        }
    }

    public void Begin()
    {
        _began = time.GetTimestamp();
        Items = 0;
        Ticks = 0;
        Skipped = [];
    }

    public void Add(int ticks, FailedItem? skipped)
    {
        Items++;
        Ticks += ticks;
        if (skipped is not null) Skipped = [.. Skipped, skipped];
    }

    /// <summary>What has to be written so that all this counts; what a page read again after a conflict no longer holds has vanished.</summary>
    public Checkpoint Checkpoint(string? cursor, SliceProgress progress, long affected)
    {
        var vanished = progress.Expected?.Count ?? 0;
        return new Checkpoint
        {
            Cursor = cursor,
            Ticks = progress.Quiet.Ticks + Ticks + vanished,
            Vanished = vanished,
            Affected = affected,
            TimeRunning = progress.Quiet.Time + Elapsed,
            Seq = progress.Seq + 1,
            At = time.GetUtcNow().UtcDateTime,
            Skipped = Skipped,
        };
    }
}
