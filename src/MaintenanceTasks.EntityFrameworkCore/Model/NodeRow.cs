using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_nodes</c>: a process that takes part, what it knows and which build it runs.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class NodeRow
{
    /// <summary>The id of the process.</summary>
    public Guid Id { get; set; }

    /// <summary>Host, boot, namespace, process id and start tick.</summary>
    public string Identity { get; set; } = "";

    /// <summary>Host and process id, for people.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its build.</summary>
    public string Build { get; set; } = "";

    /// <summary>The tasks whose runs it works on, as a JSON object: by name the hash of the parameters and the build, or null for each.</summary>
    public string Tasks { get; set; } = "{}";

    /// <summary>Raised with each write of the row.</summary>
    public long Beat { get; set; }

    /// <summary>When it started, UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>When it wrote the row, UTC.</summary>
    public DateTime SeenAt { get; set; }
}
