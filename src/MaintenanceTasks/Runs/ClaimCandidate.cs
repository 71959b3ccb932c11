namespace MaintenanceTasks;

/// <summary>A free partition of a claimable run, seen without a lock: worth an attempt to claim.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Partition">The partition's number.</param>
public readonly record struct ClaimCandidate(long RunId, int Partition);
