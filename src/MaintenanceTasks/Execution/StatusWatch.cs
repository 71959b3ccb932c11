namespace MaintenanceTasks;

/// <summary>Brings requests to the workers of this process: one query for the statuses of all runs it works on.</summary>
internal sealed class StatusWatch(IRunStore store, LeaseKeeper leases)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        long[] runs = [.. leases.Slices.Select(slice => slice.Lease.RunId).Distinct()];
        if (runs.Length == 0) return;
        var statuses = await store.StatusesAsync(runs, cancellationToken).ConfigureAwait(false);
        foreach (var run in runs)
        {
            // A run whose row is gone has nobody to write for any more.
            leases.Notice(run, statuses.TryGetValue(run, out var status) ? status : RunStatus.Cancelled);
        }
    }
}
