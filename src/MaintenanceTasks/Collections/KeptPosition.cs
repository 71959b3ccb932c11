namespace MaintenanceTasks;

/// <summary>How far a partition is, by what is kept of it.</summary>
/// <param name="Cursor">The position after the last item done, or null when none is.</param>
/// <param name="Seq">Number of the last checkpoint.</param>
public sealed record KeptPosition(string? Cursor, long Seq)
{
    internal static KeptPosition Of(Partition partition) => new(partition.Cursor, partition.CheckpointSeq);
}
