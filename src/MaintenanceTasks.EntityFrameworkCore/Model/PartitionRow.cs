namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_partitions</c>.</summary>
internal sealed class PartitionRow
{
    public long RunId { get; set; }
    public int Number { get; set; }
    public string? Low { get; set; }
    public string? High { get; set; }
    public string? Cursor { get; set; }
    public bool Done { get; set; }
    public long Ticks { get; set; }
    public long Skipped { get; set; }
    public long Vanished { get; set; }
    public long Affected { get; set; }
    public long TimeRunningMs { get; set; }
    public string? Owner { get; set; }
    public long Beat { get; set; }
    public long Epoch { get; set; }
    public long CheckpointSeq { get; set; }
    public int Attempts { get; set; }
    public DateTime? ClaimedAt { get; set; }
    public DateTime? MovedAt { get; set; }
}
