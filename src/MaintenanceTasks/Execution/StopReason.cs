namespace MaintenanceTasks;

/// <summary>Why a slice should end after the item in hand.</summary>
internal enum StopReason
{
    None,

    /// <summary>The run's status says so: pausing, cancelling, errored elsewhere.</summary>
    Request,

    /// <summary>The process shuts down.</summary>
    Shutdown,

    /// <summary>The lease is lost or can no longer be trusted.</summary>
    LeaseLost,
}
