namespace MaintenanceTasks;

/// <summary>The right to work on a partition. Every write of its holder names it; once the epoch has moved on, none takes effect.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Partition">The partition's number.</param>
/// <param name="Epoch">The epoch the claim gave.</param>
/// <param name="Owner">The owner text the claim wrote, unique to the slice.</param>
public sealed record Lease(long RunId, int Partition, long Epoch, string Owner);
