namespace MaintenanceTasks;

/// <summary>A run and all its partitions, read together.</summary>
/// <param name="Run">The run.</param>
/// <param name="Partitions">Its partitions, by number.</param>
public sealed record RunState(Run Run, IReadOnlyList<Partition> Partitions);
