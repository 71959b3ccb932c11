namespace MaintenanceTasks;

/// <summary>
/// Notices that a run has workers to spare: fewer unfinished partitions than it may have, and none of them free. The slices of this
/// process are then asked to share, so that the last worker does not work alone.
/// </summary>
internal sealed class ShareWatch(IRunStore store, LeaseKeeper leases)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var slices in leases.Slices.Where(slice => slice.Parallelism > 1).GroupBy(slice => slice.Lease.RunId))
        {
            if (await store.FindAsync(slices.Key, cancellationToken).ConfigureAwait(false) is not { } state) continue;
            var unfinished = state.Partitions.Where(partition => partition is { Done: false, Error: null }).ToArray();
            if (unfinished.Length >= state.Run.Parallelism || unfinished.Any(partition => partition.Owner is null)) continue;
            foreach (var slice in slices) slice.AskToShare();
        }
    }
}
