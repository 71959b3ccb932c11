namespace MaintenanceTasks.Dashboard;

/// <summary>A task with its newest run, if it has any.</summary>
internal sealed record TaskRow(TaskDescriptor Task, Run? Newest);
