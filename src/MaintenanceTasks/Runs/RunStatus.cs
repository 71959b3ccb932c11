namespace MaintenanceTasks;

/// <summary>Where a run stands. Stored as the lower-case word, for example <c>enqueued</c>.</summary>
public enum RunStatus
{
    /// <summary>Waits for a worker to claim it.</summary>
    Enqueued,

    /// <summary>At least one worker holds a lease on a partition of it, or held one a moment ago.</summary>
    Running,

    /// <summary>Somebody asked for a pause; workers that still hold a lease stop after the item in hand.</summary>
    Pausing,

    /// <summary>Stopped by request; continues from its cursor when it is resumed.</summary>
    Paused,

    /// <summary>Somebody asked to cancel; workers that still hold a lease stop after the item in hand.</summary>
    Cancelling,

    /// <summary>Ended by request. Final.</summary>
    Cancelled,

    /// <summary>Stopped by the platform (a deploy, a time limit, a hold, a dead process); continues by itself.</summary>
    Interrupted,

    /// <summary>Every item of the collection is done. Final.</summary>
    Succeeded,

    /// <summary>An error stopped it, with the cursor right before the failing item; it can be resumed.</summary>
    Errored,
}
