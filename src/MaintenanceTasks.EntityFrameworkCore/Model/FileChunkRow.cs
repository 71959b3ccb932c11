namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_file_chunks</c>.</summary>
internal sealed class FileChunkRow
{
    public long FileId { get; set; }
    public int Number { get; set; }
    public byte[] Bytes { get; set; } = [];
    public string Hash { get; set; } = "";
}
