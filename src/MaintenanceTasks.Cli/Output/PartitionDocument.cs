namespace MaintenanceTasks.Cli;

/// <summary>A partition of a run, as JSON.</summary>
internal sealed record PartitionDocument(
    int Number, bool Done, string? Cursor, long Ticks, string? Worker, long Epoch, long Beat, int Attempts, DateTime? ClaimedAt, DateTime? MovedAt)
{
    public static PartitionDocument Of(Partition partition) => new(
        partition.Number, partition.Done, partition.Cursor, partition.Ticks, partition.Worker, partition.Epoch, partition.Beat,
        partition.Attempts, Utc(partition.ClaimedAt), Utc(partition.MovedAt));

    private static DateTime? Utc(DateTime? stored) => stored is { } time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;
}
