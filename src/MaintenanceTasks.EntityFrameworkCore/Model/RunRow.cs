namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_runs</c>. Never tracked: read by projection, written by guarded statements.</summary>
internal sealed class RunRow
{
    public long Id { get; set; }
    public Guid Token { get; set; }
    public string Task { get; set; } = "";
    public RunStatus Status { get; set; }
    public string Arguments { get; set; } = "{}";
    public string ParameterHash { get; set; } = "";
    public string? StartedBy { get; set; }
    public string Metadata { get; set; } = "{}";
    public string? IdempotencyKey { get; set; }
    public string? ActiveKey { get; set; }
    public DeliveryMode Delivery { get; set; }
    public string? Build { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public long? Total { get; set; }
    public TotalKind TotalKind { get; set; }
    public string? ErrorType { get; set; }
    public string? ErrorMessage { get; set; }
    public string? ErrorStackTrace { get; set; }
    public string? ErrorItem { get; set; }
    public DateTime? HeldUntil { get; set; }
    public string? HeldReason { get; set; }
    public int Parallelism { get; set; }
    public long LastEvent { get; set; }
    public long Version { get; set; }
}
