namespace MaintenanceTasks;

/// <summary>Brings requests to the workers of this process: one query for the statuses of all runs it works on.</summary>
internal sealed class StatusWatch(IRunStore store, LeaseKeeper leases, TimeProvider time)
{
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        Slice[] due = [.. leases.Slices.Where(slice => slice.LookedAt is not { } at || time.GetElapsedTime(at) >= slice.StatusInterval)];
        if (due.Length == 0) return;
        long[] runs = [.. due.Select(slice => slice.Lease.RunId).Distinct()];
        var statuses = await store.StatusesAsync(runs, cancellationToken).ConfigureAwait(false);
        foreach (var slice in due) slice.LookedAt = time.GetTimestamp();
        foreach (var run in runs)
        {
            // A run whose row is gone has nobody to write for any more.
            leases.Notice(run, statuses.TryGetValue(run, out var status) ? status : RunStatus.Cancelled);
        }
    }
}
