namespace MaintenanceTasks;

/// <summary>A change of ownership or range of a partition, guarded by the epoch that was seen. Cursor and ticks move only by <see cref="Checkpoint"/>.</summary>
public sealed record PartitionWrite
{
    /// <summary>The partition's number.</summary>
    public required int Number { get; init; }

    /// <summary>The epoch the partition must still have.</summary>
    public required long ExpectedEpoch { get; init; }

    /// <summary>When set, the beat the partition must still have: a holder that beat meanwhile is alive.</summary>
    public long? ExpectedBeat { get; init; }

    /// <summary>The epoch it gets: greater than <see cref="ExpectedEpoch"/> when the ownership changes, the same when only the range does.</summary>
    public required long Epoch { get; init; }

    /// <summary>The owner it gets, or null to free it.</summary>
    public required string? Owner { get; init; }

    /// <summary>The attempts it gets, or null to leave them.</summary>
    public int? Attempts { get; init; }

    /// <summary>True to mark it done.</summary>
    public bool Done { get; init; }

    /// <summary>The tenant or shard it gets, or null to leave it.</summary>
    public string? Scope { get; init; }

    /// <summary>Why it is given up, or null to leave it; empty to work on it again.</summary>
    public string? Error { get; init; }

    /// <summary>The inclusive upper bound it gets, or null to leave it.</summary>
    public string? High { get; init; }

    /// <summary>The claim time it gets, or null to leave it.</summary>
    public DateTime? ClaimedAt { get; init; }
}
