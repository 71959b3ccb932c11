using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_file_chunks</c>.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class FileChunkRow
{
    /// <summary>The file.</summary>
    public long FileId { get; set; }

    /// <summary>Its place in the file, from 0.</summary>
    public int Number { get; set; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>SHA-256 of the bytes as hexadecimal digits.</summary>
    public string Hash { get; set; } = "";
}
