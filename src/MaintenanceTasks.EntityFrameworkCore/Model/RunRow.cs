using System.ComponentModel;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A row of <c>maintenance_task_runs</c>. Never tracked: read by projection, written by guarded statements.</summary>
/// <remarks>Public and open to derivation for compiled models and proxies alone: nothing of yours reads or writes it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public class RunRow
{
    /// <summary>The id of the run.</summary>
    public long Id { get; set; }

    /// <summary>The token its creator made, unique.</summary>
    public Guid Token { get; set; }

    /// <summary>Name of the task.</summary>
    public string Task { get; set; } = "";

    /// <summary>Its status, stored as a lower-case word.</summary>
    public RunStatus Status { get; set; }

    /// <summary>The arguments as a JSON object; secrets are protected.</summary>
    public string Arguments { get; set; } = "{}";

    /// <summary>Hash of the parameters the task had at the start.</summary>
    public string ParameterHash { get; set; } = "";

    /// <summary>Who started it, or null.</summary>
    public string? StartedBy { get; set; }

    /// <summary>Facts kept with it, as a JSON object.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>The key of the request that started it, or null.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>While it is active: what no other active run may share; or null.</summary>
    public string? ActiveKey { get; set; }

    /// <summary>What a crash can do to its effects.</summary>
    public DeliveryMode Delivery { get; set; }

    /// <summary>The build that works on it, or null.</summary>
    public string? Build { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When it was first worked on, UTC, or null.</summary>
    public DateTime? StartedAt { get; set; }

    /// <summary>When it ended, UTC, or null.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>How many items there are, or null.</summary>
    public long? Total { get; set; }

    /// <summary>How far the total can be trusted.</summary>
    public TotalKind TotalKind { get; set; }

    /// <summary>Type of the error that ended it, or null.</summary>
    public string? ErrorType { get; set; }

    /// <summary>Message of that error, or null.</summary>
    public string? ErrorMessage { get; set; }

    /// <summary>Stack trace of that error, or null.</summary>
    public string? ErrorStackTrace { get; set; }

    /// <summary>The item in hand at that error, or null.</summary>
    public string? ErrorItem { get; set; }

    /// <summary>Not to be worked on before, UTC; or null.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>Why it is held, or null.</summary>
    public string? HeldReason { get; set; }

    /// <summary>How many partitions are worked on at the same time.</summary>
    public int Parallelism { get; set; }

    /// <summary>Number of its last event.</summary>
    public long LastEvent { get; set; }

    /// <summary>Raised with each change; what locks the row.</summary>
    public long Version { get; set; }
}
