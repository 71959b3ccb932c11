namespace MaintenanceTasks;

/// <summary>The store cannot be used now: unreachable, read-only, or without the tables it needs.</summary>
/// <param name="message">What was found and what to do.</param>
/// <param name="inner">The error of the database.</param>
public sealed class RunStoreUnavailableException(string message, Exception? inner = null)
    : MaintenanceTaskException(message, inner);
