namespace MaintenanceTasks;

/// <summary>A partition to be added to a run: free, with nothing done yet.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="Low">Exclusive lower bound as a cursor, or null for the beginning.</param>
/// <param name="High">Inclusive upper bound as a cursor, or null for the end.</param>
/// <param name="Scope">The tenant or shard it is for, or null.</param>
public sealed record NewPartition(int Number, string? Low, string? High, string? Scope = null);
