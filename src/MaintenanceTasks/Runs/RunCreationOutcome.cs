namespace MaintenanceTasks;

/// <summary>What came of a request for a new run.</summary>
public enum RunCreationOutcome
{
    /// <summary>A new run was made.</summary>
    Created,

    /// <summary>The same request (token or idempotency key) had made the run before.</summary>
    Repeated,

    /// <summary>An active run of the same task with the same arguments exists.</summary>
    ActiveRunExists,
}
