namespace MaintenanceTasks;

/// <summary>A node and what it works on.</summary>
/// <param name="Node">The node.</param>
/// <param name="Partitions">The partitions it holds at this moment, of all runs: its slices in use.</param>
public sealed record NodeState(Node Node, IReadOnlyList<Partition> Partitions);
