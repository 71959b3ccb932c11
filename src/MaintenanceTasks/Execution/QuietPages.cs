namespace MaintenanceTasks;

/// <summary>
/// Pages that left nothing to save. Their position and ticks wait for the next checkpoint: a crash before it repeats items that changed nothing.
/// </summary>
internal sealed class QuietPages
{
    /// <summary>Timestamp of the first of them.</summary>
    public long Since { get; private set; }

    public long Ticks { get; private set; }

    /// <summary>How long they took together.</summary>
    public TimeSpan Time { get; private set; }

    public bool IsEmpty => Ticks == 0;

    public void Add(long ticks, TimeSpan took, long now)
    {
        if (IsEmpty) Since = now;
        Ticks += ticks;
        Time += took;
    }

    public void Kept() => (Ticks, Time) = (0, TimeSpan.Zero);
}
