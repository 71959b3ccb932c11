using System.Globalization;

namespace MaintenanceTasks;

/// <summary>How a partition gives parts of its range away. A pure function of the state, guarded by the holder's epoch.</summary>
internal static class PartitionSplit
{
    /// <summary>
    /// Cuts the range of the holder's partition: it keeps what lies before the first cut, and each part after a cut becomes a free
    /// partition. Nothing happens once the run has as many unfinished partitions as it may have, or when it is to stop.
    /// </summary>
    /// <param name="change">The run.</param>
    /// <param name="lease">The holder's lease.</param>
    /// <param name="high">The upper bound the holder knows: another one means that this split was made before.</param>
    /// <param name="cuts">The cut points in order, as cursors; an item at a cut belongs to the part before it.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="actor">Who.</param>
    public static bool Split(RunChange change, Lease lease, string? high, IReadOnlyList<string> cuts, DateTime at, Actor actor)
    {
        if (!LeaseMoves.Holds(change, lease, out var partition) || partition.High != high) return false;
        var room = change.Run.Parallelism - change.Partitions.Count(other => other is { Done: false, Error: null });
        if (change.Run.Status != RunStatus.Running || cuts.Count == 0 || cuts.Count > room) return false;

        var number = change.Partitions.Max(other => other.Number);
        for (var cut = 0; cut < cuts.Count; cut++)
        {
            change.Add(new NewPartition(++number, cuts[cut], cut + 1 < cuts.Count ? cuts[cut + 1] : partition.High, partition.Scope));
        }

        change.Write(LeaseMoves.Kept(partition) with { High = cuts[0] });
        change.Record(
            RunEventKind.Split, at, actor, partition.Number, partition.Epoch,
            string.Create(CultureInfo.InvariantCulture, $"gave {cuts.Count} of {cuts.Count + 1} parts to new partitions"));
        return true;
    }

    /// <summary>Gives the only partition of a run the first of its scopes, and each other scope a partition of its own.</summary>
    /// <param name="change">The run.</param>
    /// <param name="lease">The holder's lease.</param>
    /// <param name="scopes">The names of the scopes.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="actor">Who.</param>
    public static bool Spread(RunChange change, Lease lease, IReadOnlyList<string> scopes, DateTime at, Actor actor)
    {
        if (change.Partitions is not [{ Scope: null }] || !LeaseMoves.Holds(change, lease, out var partition)) return false;
        foreach (var (scope, number) in scopes.Skip(1).Select((scope, index) => (scope, index + 1))) change.Add(new NewPartition(number, null, null, scope));
        change.Write(LeaseMoves.Kept(partition) with { Scope = scopes[0] });
        change.Record(RunEventKind.Split, at, actor, partition.Number, partition.Epoch, string.Create(CultureInfo.InvariantCulture, $"{scopes.Count} scopes, a partition each"));
        return true;
    }
}
