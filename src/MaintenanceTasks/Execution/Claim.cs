namespace MaintenanceTasks;

/// <summary>A partition that was claimed.</summary>
/// <param name="Run">The run as it stands after the claim.</param>
/// <param name="Partition">The partition.</param>
/// <param name="Slice">The stretch of work that begins.</param>
/// <param name="HasMore">Whether the run has other partitions that nobody works on.</param>
internal sealed record Claim(Run Run, Partition Partition, Slice Slice, bool HasMore);
