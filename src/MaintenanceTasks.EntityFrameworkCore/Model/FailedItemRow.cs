using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_failed_items</c>.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class FailedItemRow
{
    /// <summary>The id.</summary>
    public long Id { get; set; }

    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>The partition.</summary>
    public int Partition { get; set; }

    /// <summary>Key of the item.</summary>
    public string Item { get; set; } = "";

    /// <summary>Why it was skipped, or how it failed.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Type of the exception, or null.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Stack trace of the exception, or null.</summary>
    public string? StackTrace { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }
}
