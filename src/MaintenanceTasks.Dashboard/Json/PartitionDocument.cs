namespace MaintenanceTasks.Dashboard;

/// <summary>A partition of a run, as JSON.</summary>
/// <param name="Number">Its number within the run.</param>
/// <param name="Scope">The tenant or shard it is for, or null.</param>
/// <param name="Error">Why it was given up while the others go on, or null.</param>
/// <param name="Done">True when every item of its range is done.</param>
/// <param name="From">Exclusive lower bound as a cursor, or null for the beginning.</param>
/// <param name="To">Inclusive upper bound as a cursor, or null for the end.</param>
/// <param name="Cursor">The position after the last item done, or null when none is.</param>
/// <param name="Ticks">Items done.</param>
/// <param name="Worker">Who holds it, or null.</param>
/// <param name="Epoch">How often its owner has changed.</param>
/// <param name="Beat">Goes up while the holder is alive.</param>
/// <param name="Attempts">Claims since the last checkpoint or orderly release.</param>
/// <param name="ClaimedAt">When it was claimed last.</param>
/// <param name="MovedAt">When its cursor moved last.</param>
/// <param name="LastSignAt">When this process last saw a sign of life of the holder, or null.</param>
internal sealed record PartitionDocument(
    int Number, string? Scope, string? Error, bool Done, string? From, string? To, string? Cursor, long Ticks, string? Worker, long Epoch, long Beat, int Attempts,
    DateTime? ClaimedAt, DateTime? MovedAt, DateTime? LastSignAt)
{
    public static PartitionDocument Of(Partition partition, DateTime? sign) => new(
        partition.Number, partition.Scope, partition.Error, partition.Done, partition.Low, partition.High, partition.Cursor, partition.Ticks, partition.Worker, partition.Epoch,
        partition.Beat, partition.Attempts, Utc.Of(partition.ClaimedAt), Utc.Of(partition.MovedAt), Utc.Of(sign));
}
