namespace MaintenanceTasks.Dashboard;

/// <summary>Why a request was refused.</summary>
/// <param name="Text">In words.</param>
/// <param name="RunId">The run to look at, or null.</param>
internal sealed record Notice(string Text, long? RunId = null);
