namespace MaintenanceTasks.Dashboard;

/// <summary>A partition that a node holds, as JSON.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Partition">Number within the run.</param>
internal sealed record HeldPartitionDocument(long Run, int Partition);
