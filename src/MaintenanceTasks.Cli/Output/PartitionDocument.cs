namespace MaintenanceTasks.Cli;

/// <summary>A partition of a run, as JSON.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="Scope">The tenant or shard it is for, or null.</param>
/// <param name="Error">Why it was given up while the others go on, or null.</param>
/// <param name="Done">Whether every item of its range is done.</param>
/// <param name="From">Exclusive lower bound as a cursor, or null for the beginning.</param>
/// <param name="To">Inclusive upper bound as a cursor, or null for the end.</param>
/// <param name="Cursor">The position after the last item done, or null when none is.</param>
/// <param name="Ticks">Items done.</param>
/// <param name="Worker">Who holds it, or null.</param>
/// <param name="Epoch">How often its owner has changed.</param>
/// <param name="Beat">Goes up while the holder is alive.</param>
/// <param name="Attempts">Claims since the last checkpoint or orderly release; from the fourth on, how often its next item was begun since.</param>
/// <param name="ClaimedAt">When it was claimed last.</param>
/// <param name="MovedAt">When its cursor moved last.</param>
internal sealed record PartitionDocument(
    int Number, string? Scope, string? Error, bool Done, string? From, string? To, string? Cursor, long Ticks, string? Worker, long Epoch, long Beat, int Attempts, DateTime? ClaimedAt, DateTime? MovedAt)
{
    public static PartitionDocument Of(Partition partition) => new(
        partition.Number, partition.Scope, partition.Error, partition.Done, partition.Low, partition.High, partition.Cursor, partition.Ticks, partition.Worker, partition.Epoch, partition.Beat,
        partition.Attempts, Utc(partition.ClaimedAt), Utc(partition.MovedAt));

    private static DateTime? Utc(DateTime? stored) => stored is { } time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;
}
