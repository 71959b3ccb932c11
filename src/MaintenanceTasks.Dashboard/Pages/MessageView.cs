namespace MaintenanceTasks.Dashboard;

internal sealed record MessageView(string Title, string Text);
