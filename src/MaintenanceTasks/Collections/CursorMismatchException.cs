namespace MaintenanceTasks;

/// <summary>A stored cursor does not fit the collection the task has now. The run stops and keeps its position.</summary>
/// <param name="task">Name of the task.</param>
/// <param name="cursor">The stored cursor.</param>
/// <param name="expected">What the collection expects.</param>
public sealed class CursorMismatchException(string task, string cursor, string expected) : MaintenanceTaskException(
    $"The stored cursor {cursor} of {task} does not fit its collection, which expects {expected}. "
    + "Deploy the code that wrote it and resume, or cancel the run and start a new one.");
