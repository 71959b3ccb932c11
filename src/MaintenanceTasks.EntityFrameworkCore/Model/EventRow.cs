namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_events</c>.</summary>
internal sealed class EventRow
{
    public long RunId { get; set; }
    public long Number { get; set; }
    public DateTime At { get; set; }
    public RunEventKind Kind { get; set; }
    public RunStatus? From { get; set; }
    public RunStatus? To { get; set; }
    public string? Actor { get; set; }
    public string? Node { get; set; }
    public int? Partition { get; set; }
    public long? Epoch { get; set; }
    public string? Text { get; set; }
}
