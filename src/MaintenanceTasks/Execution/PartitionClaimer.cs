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
            if (!LeaseMoves.HasRoom(found.Run, found.Partitions)) continue;
            if (!await admission.AdmitsAsync(found.Run).ConfigureAwait(false)) continue;
            if (!fit.Fits(found.Run) && await fit.LeaveAsync(found, cancellationToken).ConfigureAwait(false)) continue;
            if (await TryAsync(candidate, found.Run.Build).ConfigureAwait(false) is { } claim) return claim;
        }

        return null;
    }

    /// <param name="candidate">The partition.</param>
    /// <param name="build">The build the run was found to belong to: meanwhile another may have taken it over.</param>
    private async Task<Claim?> TryAsync(ClaimCandidate candidate, string? build)
    {
        var began = time.GetTimestamp();
        var owner = node.NewOwner();
        var actor = new Actor("worker", node.Name);
        var isStart = false;

        // Not cancelled half-way: a claim whose answer nobody hears would have to wait for the rescuer.
        var state = await runs.ChangeAsync(
            candidate.RunId,
            (change, at) =>
            {
                isStart |= change.Run.Status == RunStatus.Enqueued;
                var isDone = change.Partitions.Any(partition => partition.Owner == owner);
                if (!isDone && change.Run.Build != build || !LeaseMoves.Claim(change, candidate.Partition, owner, at, actor)) return false;
                fit.TakeOver(change, at, actor);
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
        if (state?.Partitions.FirstOrDefault(partition => partition.Owner == owner) is not { } claimed) return null;
        var slice = new Slice(new Lease(claimed.RunId, claimed.Number, claimed.Epoch, owner), began) { IsStart = isStart, Parallelism = state.Run.Parallelism };
        return new Claim(state.Run, claimed, slice, state.Partitions.Any(partition => partition.IsFree) && LeaseMoves.HasRoom(state.Run, state.Partitions));
    }
}
