namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_files</c>: the input file of a run.</summary>
internal sealed class FileRow
{
    public long Id { get; set; }
    public long? RunId { get; set; }
    public Guid Token { get; set; }
    public string Name { get; set; } = "";
    public string StoredName { get; set; } = "";
    public long Size { get; set; }
    public long? Rows { get; set; }
    public string Hash { get; set; } = "";
    public DateTime CreatedAt { get; set; }
}
