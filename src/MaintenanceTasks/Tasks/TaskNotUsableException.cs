namespace MaintenanceTasks;

/// <summary>The code of a task cannot work as written: its query, parameters or registration. The message says what to do.</summary>
/// <param name="message">What was expected, what was found, what to do.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class TaskNotUsableException(string message, Exception? inner = null) : MaintenanceTaskException(message, inner);
