namespace MaintenanceTasks;

/// <summary>Everything one attempt at a slice works with.</summary>
internal sealed record SliceWork
{
    public required Slice Slice { get; init; }

    public required Run Run { get; init; }

    public required Partition Partition { get; init; }

    public required SliceProgress Progress { get; init; }

    public required CurrentRun CurrentRun { get; init; }

    public required IServiceProvider Services { get; init; }

    public required IPageCommitter Committer { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Timestamp after which the slice gives others their turn.</summary>
    public required long Deadline { get; init; }

    /// <summary>How long to rest after a page that was committed.</summary>
    public TimeSpan Pause { get; init; }

    public required ThrottleGate Throttles { get; init; }

    /// <summary>Tells the listeners that an item failed and the run goes on: its key, the error, and the items this slice has done.</summary>
    public required Func<string, Exception, long, Task> ItemFailed { get; init; }

    /// <summary>Counts items as done, once they are.</summary>
    public required Action<long> Ticked { get; init; }

    /// <summary>Writes what the task said, after a page.</summary>
    public required Func<IReadOnlyList<string>, Task> WriteNotes { get; init; }

    /// <summary>
    /// Where processes have died at the position: waits until no other such item is in hand here, and notes that the first one is begun. What it answers
    /// is disposed of when the item is done; null is answered when the slice is to stop before. Null where no process has died.
    /// </summary>
    public Func<Task<IDisposable?>>? BeginItem { get; init; }

    /// <summary>True to fail with the name of the next item instead of processing it: its process died there again and again.</summary>
    public bool OnlyNameTheItem { get; init; }
}
