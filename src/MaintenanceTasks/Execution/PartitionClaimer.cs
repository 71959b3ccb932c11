namespace MaintenanceTasks;

/// <summary>Claims the next free partition this process can work on.</summary>
internal sealed class PartitionClaimer(IRunStore store, RunChanger runs, TaskCatalog catalog, BuildFit fit, ClaimAdmission admission, NodeIdentity node, TimeProvider time)
{
    /// <returns>What was claimed, or null when there is nothing to do.</returns>
    public async Task<Claim?> ClaimAsync(long? onlyRun, CancellationToken cancellationToken)
    {
        var filter = new ClaimFilter { Tasks = catalog.Names, Now = time.GetUtcNow().UtcDateTime, RunId = onlyRun, Except = admission.Refused() };
        foreach (var candidate in await store.ClaimableAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            if (fit.IsLeft(candidate.RunId)) continue;

            // Asked before the claim: nobody has to give back what was never taken.
            if (await store.FindAsync(candidate.RunId, cancellationToken).ConfigureAwait(false) is not { } found) continue;
            if (!await admission.AdmitsAsync(found.Run).ConfigureAwait(false)) continue;
            var (claim, unfit) = await TryAsync(candidate, fit.Fits).ConfigureAwait(false);
            if (unfit is not null && !await fit.LeaveAsync(unfit, cancellationToken).ConfigureAwait(false))
            {
                (claim, _) = await TryAsync(candidate, _ => true).ConfigureAwait(false);
            }

            if (claim is not null) return claim;
        }

        return null;
    }

    /// <returns>What was claimed, or null; and the run, when it was not claimed because it does not fit.</returns>
    private async Task<(Claim? Claim, Run? Unfit)> TryAsync(ClaimCandidate candidate, Func<Run, bool> fits)
    {
        var began = time.GetTimestamp();
        var owner = node.NewOwner();
        var at = time.GetUtcNow().UtcDateTime;
        var actor = new Actor("worker", node.Name);
        var isStart = false;
        Run? unfit = null;

        // Not cancelled half-way: a claim whose answer nobody hears would have to wait for the rescuer.
        var state = await runs.ChangeAsync(
            candidate.RunId,
            change =>
            {
                unfit = fits(change.Run) ? null : change.Run;
                isStart |= change.Run.Status == RunStatus.Enqueued;
                return unfit is null && LeaseMoves.Claim(change, candidate.Partition, owner, at, actor);
            },
            CancellationToken.None).ConfigureAwait(false);
        if (state?.Partitions.FirstOrDefault(partition => partition.Owner == owner) is not { } claimed) return (null, unfit);
        var slice = new Slice(new Lease(claimed.RunId, claimed.Number, claimed.Epoch, owner), began) { IsStart = isStart, Parallelism = state.Run.Parallelism };
        return (new Claim(state.Run, claimed, slice, state.Partitions.Any(partition => partition is { Owner: null, Done: false })), null);
    }
}
