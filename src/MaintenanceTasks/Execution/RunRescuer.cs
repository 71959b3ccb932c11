using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Puts abandoned partitions back to work. By observation, not by clock: a lease is taken when epoch and beat have stood still
/// for a whole lease time on this process's own monotonic clock, or when its owner is a dead process of this very host.
/// </summary>
internal sealed class RunRescuer(
    IRunStore store, RunChanger runs, Doorbell doorbell, NodeIdentity node, IOptions<MaintenanceTasksOptions> options, TimeProvider time,
    ILogger<RunRescuer> logger)
{
    private readonly Dictionary<(long RunId, int Number), (long Epoch, long Beat, long Since)> _seen = [];

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var leased = await store.LeasedAsync(cancellationToken).ConfigureAwait(false);
        Forget(leased);
        foreach (var partition in leased)
        {
            if (Verdict(partition) is { } reason) await RescueAsync(partition, reason, cancellationToken).ConfigureAwait(false);
        }
    }

    private string? Verdict(Partition partition)
    {
        if (node.IsProvablyDead(partition.Owner!)) return $"the process {NodeIdentity.NameOf(partition.Owner!)} is dead";
        var key = (partition.RunId, partition.Number);
        if (!_seen.TryGetValue(key, out var seen) || seen.Epoch != partition.Epoch || seen.Beat != partition.Beat)
        {
            _seen[key] = (partition.Epoch, partition.Beat, time.GetTimestamp());
            return null;
        }

        var lease = options.Value.LeaseDuration;
        return time.GetElapsedTime(seen.Since) >= lease
            ? $"the process {NodeIdentity.NameOf(partition.Owner!)} was silent for {lease.TotalSeconds:0} s"
            : null;
    }

    private async Task RescueAsync(Partition partition, string reason, CancellationToken cancellationToken)
    {
        var actor = new Actor("rescuer", node.Name);
        var state = await runs.ChangeAsync(
            partition.RunId, (change, at) => LeaseMoves.Rescue(change, partition, at, actor, reason), cancellationToken).ConfigureAwait(false);
        if (state is null) return;
        logger.LogWarning("Freed partition {Partition} of run {RunId}: {Reason}.", partition.Number, partition.RunId, reason);
        if (state.Run.Status.IsClaimable()) await doorbell.RingAsync(partition.RunId, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
    }

    private void Forget(IReadOnlyList<Partition> leased)
    {
        var current = leased.Select(partition => (partition.RunId, partition.Number)).ToHashSet();
        foreach (var gone in _seen.Keys.Where(key => !current.Contains(key)).ToArray()) _seen.Remove(gone);
    }
}
