namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_nodes</c>: a process that takes part, what it knows and which build it runs.</summary>
internal sealed class NodeRow
{
    public Guid Id { get; set; }
    public string Identity { get; set; } = "";
    public string Name { get; set; } = "";
    public string Build { get; set; } = "";

    /// <summary>A JSON object: the hash of the parameters, or null, by the name of the task.</summary>
    public string Tasks { get; set; } = "{}";

    public long Beat { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime SeenAt { get; set; }
}
