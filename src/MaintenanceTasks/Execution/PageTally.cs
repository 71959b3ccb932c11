namespace MaintenanceTasks;

/// <summary>What has been done since the last commit.</summary>
internal sealed class PageTally(TimeProvider time)
{
    private long _began;

    public int Items { get; private set; }

    public long Ticks { get; private set; }

    public IReadOnlyList<FailedItem> Skipped { get; private set; } = [];

    public bool IsEmpty => Items == 0;

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

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
