using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_progress</c>: how far a partition is in a database that is not that of the runs.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ProgressRow
{
    /// <summary>The token of the run.</summary>
    public Guid Run { get; set; }

    /// <summary>The number of the partition within the run.</summary>
    public int Partition { get; set; }

    /// <summary>The fencing number of who may write here.</summary>
    public long Epoch { get; set; }

    /// <summary>Number of the last checkpoint.</summary>
    public long Seq { get; set; }

    /// <summary>The last checkpoint as JSON, for a store that has not heard of it; null before the first.</summary>
    public string? Checkpoint { get; set; }
}
