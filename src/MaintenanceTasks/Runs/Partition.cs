namespace MaintenanceTasks;

/// <summary>A key range of a run with its own cursor and lease, as it stood when it was read.</summary>
public sealed record Partition
{
    /// <summary>The run it belongs to.</summary>
    public required long RunId { get; init; }

    /// <summary>Its number within the run, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>The tenant or shard it is for, in a run of a task with <see cref="ScopesAttribute{TScopes}"/>; null elsewhere, and before the run was divided.</summary>
    public string? Scope { get; init; }

    /// <summary>Why it was given up while the others go on, or null. It is not worked on before the run is resumed.</summary>
    public string? Error { get; init; }

    /// <summary>Exclusive lower bound as a cursor, or null for the beginning.</summary>
    public string? Low { get; init; }

    /// <summary>Inclusive upper bound as a cursor, or null for the end.</summary>
    public string? High { get; init; }

    /// <summary>The position after the last item done, or null when none is.</summary>
    public string? Cursor { get; init; }

    /// <summary>True when every item of the range is done.</summary>
    public bool Done { get; init; }

    /// <summary>Items done.</summary>
    public long Ticks { get; init; }

    /// <summary>Items among them that the task chose to skip.</summary>
    public long Skipped { get; init; }

    /// <summary>Items among them that were gone when their turn came.</summary>
    public long Vanished { get; init; }

    /// <summary>Rows the effects changed, as the database counted them; 0 where effects go elsewhere.</summary>
    public long Affected { get; init; }

    /// <summary>Time spent working on it.</summary>
    public TimeSpan TimeRunning { get; init; }

    /// <summary>Who holds the lease : host, boot, pid, start and slice as text; or null when it is free.</summary>
    public string? Owner { get; init; }

    /// <summary>Host and pid of <see cref="Owner"/>, for people: <c>host:pid</c>; null when the partition is free.</summary>
    public string? Worker => Owner is null ? null : NodeIdentity.NameOf(Owner);

    /// <summary>True while it waits for a worker.</summary>
    internal bool IsFree => Owner is null && !Done && Error is null;

    /// <summary>Goes up while the holder is alive.</summary>
    public long Beat { get; init; }

    /// <summary>Goes up on every change of ownership; every write of a holder names it.</summary>
    public long Epoch { get; init; }

    /// <summary>Goes up with every checkpoint.</summary>
    public long CheckpointSeq { get; init; }

    /// <summary>Claims since the last checkpoint or orderly release; from the fourth on, how often its next item was begun since.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was claimed last, UTC.</summary>
    public DateTime? ClaimedAt { get; init; }

    /// <summary>When its cursor moved last, UTC.</summary>
    public DateTime? MovedAt { get; init; }
}
