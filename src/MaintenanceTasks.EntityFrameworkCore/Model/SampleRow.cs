namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_samples</c>: how far a run was at a moment.</summary>
internal sealed class SampleRow
{
    public long RunId { get; set; }
    public DateTime At { get; set; }
    public long Ticks { get; set; }
    public RunSampleMark? Mark { get; set; }
}
