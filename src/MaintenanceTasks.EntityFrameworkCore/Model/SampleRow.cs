using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_samples</c>: how far a run was at a moment.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class SampleRow
{
    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Items done by then.</summary>
    public long Ticks { get; set; }

    /// <summary>What stopped the work then, stored as a lower-case word, or null.</summary>
    public RunSampleMark? Mark { get; set; }
}
