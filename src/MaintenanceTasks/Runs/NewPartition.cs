namespace MaintenanceTasks;

/// <summary>A partition to be added to a run: free, with nothing done yet.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="Low">Exclusive lower bound as a cursor.</param>
/// <param name="High">Inclusive upper bound as a cursor, or null for the end.</param>
public sealed record NewPartition(int Number, string Low, string? High);
