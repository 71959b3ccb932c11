namespace MaintenanceTasks;

/// <summary>The durable progress of one stretch of work on a partition: one guarded statement.</summary>
public sealed record Checkpoint
{
    /// <summary>The position after the last item done.</summary>
    public required string? Cursor { get; init; }

    /// <summary>Items done since the checkpoint before.</summary>
    public required long Ticks { get; init; }

    /// <summary>Time worked since the checkpoint before.</summary>
    public required TimeSpan TimeRunning { get; init; }

    /// <summary>Number of this checkpoint: one more than the partition's <see cref="Partition.CheckpointSeq"/>.</summary>
    public required long Seq { get; init; }

    /// <summary>When it is made, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Rows the effects changed, as the database counted them.</summary>
    public long Affected { get; init; }

    /// <summary>Items among <see cref="Ticks"/> that were gone when their turn came.</summary>
    public long Vanished { get; init; }

    /// <summary>Items among <see cref="Ticks"/> that the task chose to skip.</summary>
    public IReadOnlyList<FailedItem> Skipped { get; init; } = [];
}
