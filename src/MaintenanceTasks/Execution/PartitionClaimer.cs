namespace MaintenanceTasks;

/// <summary>Claims the next free partition this process can work on.</summary>
internal sealed class PartitionClaimer(IRunStore store, RunChanger runs, TaskCatalog catalog, NodeIdentity node, TimeProvider time)
{
    /// <returns>What was claimed, or null when there is nothing to do.</returns>
    public async Task<Claim?> ClaimAsync(long? onlyRun, CancellationToken cancellationToken)
    {
        var filter = new ClaimFilter { Tasks = catalog.Names, Now = time.GetUtcNow().UtcDateTime, RunId = onlyRun };
        foreach (var candidate in await store.ClaimableAsync(filter, cancellationToken).ConfigureAwait(false))
        {
            var began = time.GetTimestamp();
            var owner = node.NewOwner();
            var at = time.GetUtcNow().UtcDateTime;
            var actor = new Actor("worker", node.Name);

            var isStart = false;

            // Not cancelled half-way: a claim whose answer nobody hears would have to wait for the rescuer.
            var state = await runs.ChangeAsync(
                candidate.RunId,
                change =>
                {
                    isStart |= change.Run.Status == RunStatus.Enqueued;
                    return LeaseMoves.Claim(change, candidate.Partition, owner, at, actor);
                },
                CancellationToken.None).ConfigureAwait(false);
            if (state?.Partitions.FirstOrDefault(partition => partition.Owner == owner) is not { } claimed) continue;
            var slice = new Slice(new Lease(claimed.RunId, claimed.Number, claimed.Epoch, owner), began) { IsStart = isStart, Parallelism = state.Run.Parallelism };
            return new Claim(state.Run, claimed, slice, state.Partitions.Any(partition => partition is { Owner: null, Done: false }));
        }

        return null;
    }
}
