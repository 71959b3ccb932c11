namespace MaintenanceTasks.Dashboard;

/// <summary>A run somebody should look at, as JSON.</summary>
/// <param name="Why">In words.</param>
/// <param name="Run">The run.</param>
internal sealed record AttentionDocument(string Why, RunDocument Run);
