using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_files</c>: the input file of a run.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class FileRow
{
    /// <summary>The id of the file.</summary>
    public long Id { get; set; }

    /// <summary>Its run, or null before there is one.</summary>
    public long? RunId { get; set; }

    /// <summary>Token of file and run, unique.</summary>
    public Guid Token { get; set; }

    /// <summary>Name of the file as it was given.</summary>
    public string Name { get; set; } = "";

    /// <summary>Name of the file when it is downloaded.</summary>
    public string StoredName { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>Rows, or null when nobody counted.</summary>
    public long? Rows { get; set; }

    /// <summary>SHA-256 as hexadecimal digits; empty while it is incomplete.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When its start began, UTC.</summary>
    public DateTime CreatedAt { get; set; }
}
