namespace MaintenanceTasks.Dashboard;

/// <summary>A task with its newest run, if it has any.</summary>
/// <param name="Task">The task.</param>
/// <param name="Newest">Its newest run, or null.</param>
/// <param name="StaleFor">How long ago that succeeded, when the task is stale; else null.</param>
internal sealed record TaskRow(TaskDescriptor Task, NewestRun? Newest, TimeSpan? StaleFor);
