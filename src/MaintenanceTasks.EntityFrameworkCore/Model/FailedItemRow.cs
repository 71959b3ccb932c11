namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_failed_items</c>.</summary>
internal sealed class FailedItemRow
{
    public long Id { get; set; }
    public long RunId { get; set; }
    public int Partition { get; set; }
    public string Item { get; set; } = "";
    public string Reason { get; set; } = "";
    public string? ErrorType { get; set; }
    public string? StackTrace { get; set; }
    public DateTime At { get; set; }
}
