namespace MaintenanceTasks;

/// <summary>What a worker works on.</summary>
/// <param name="Slices">How many partitions at the same time; 0 to only rescue and notice.</param>
/// <param name="RunId">Only this run, or null for all runs whose task is known.</param>
public sealed record WorkScope(int Slices, long? RunId = null);
