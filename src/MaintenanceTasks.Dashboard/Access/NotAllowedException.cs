namespace MaintenanceTasks.Dashboard;

/// <summary>A person may not do what they ask for.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);
