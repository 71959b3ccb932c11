using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_partitions</c>.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class PartitionRow
{
    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>Its number within the run, from 0.</summary>
    public int Number { get; set; }

    /// <summary>The tenant or shard it is for, or null.</summary>
    public string? Scope { get; set; }

    /// <summary>Why it was given up, or null.</summary>
    public string? Error { get; set; }

    /// <summary>Exclusive lower bound as a cursor, or null.</summary>
    public string? Low { get; set; }

    /// <summary>Inclusive upper bound as a cursor, or null.</summary>
    public string? High { get; set; }

    /// <summary>The position after the last item done, or null.</summary>
    public string? Cursor { get; set; }

    /// <summary>True when it has no more items.</summary>
    public bool Done { get; set; }

    /// <summary>Items done.</summary>
    public long Ticks { get; set; }

    /// <summary>Items skipped or failed, with a record.</summary>
    public long Skipped { get; set; }

    /// <summary>Items that were gone when they were read again.</summary>
    public long Vanished { get; set; }

    /// <summary>Rows changed.</summary>
    public long Affected { get; set; }

    /// <summary>Time worked, in milliseconds.</summary>
    public long TimeRunningMs { get; set; }

    /// <summary>Who holds its lease, or null.</summary>
    public string? Owner { get; set; }

    /// <summary>Raised while its holder is alive.</summary>
    public long Beat { get; set; }

    /// <summary>The fencing number: raised with each change of its owner.</summary>
    public long Epoch { get; set; }

    /// <summary>Number of its last checkpoint.</summary>
    public long CheckpointSeq { get; set; }

    /// <summary>Claims since the last sign of progress.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was last claimed, UTC, or null.</summary>
    public DateTime? ClaimedAt { get; set; }

    /// <summary>When its last checkpoint was, UTC, or null.</summary>
    public DateTime? MovedAt { get; set; }
}
