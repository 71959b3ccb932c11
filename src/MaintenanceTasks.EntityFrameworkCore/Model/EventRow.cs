using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_events</c>.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class EventRow
{
    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>Its number within the run, from 1.</summary>
    public long Number { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>What happened, stored as a lower-case word.</summary>
    public RunEventKind Kind { get; set; }

    /// <summary>The status before, or null.</summary>
    public RunStatus? From { get; set; }

    /// <summary>The status after, or null.</summary>
    public RunStatus? To { get; set; }

    /// <summary>Who did it, or null.</summary>
    public string? Actor { get; set; }

    /// <summary>Where, as host and process id, or null.</summary>
    public string? Node { get; set; }

    /// <summary>The partition, or null.</summary>
    public int? Partition { get; set; }

    /// <summary>The epoch, or null.</summary>
    public long? Epoch { get; set; }

    /// <summary>Words to it, or null.</summary>
    public string? Text { get; set; }
}
