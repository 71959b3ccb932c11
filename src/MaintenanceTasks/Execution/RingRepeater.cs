using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Rings again for work that nobody picked up, because a queue may lose a ring: after 15 poll intervals, then after twice as
/// long each time, up to 5 minutes, so that a queue that is merely full does not collect rings. Each process goes by what it
/// has seen itself. The built-in queue looks for work anyway and needs none of this.
/// </summary>
internal sealed class RingRepeater(
    IRunStore store, Doorbell doorbell, TaskCatalog catalog, IOptions<MaintenanceTasksOptions> options, TimeProvider time)
{
    private const int MostRuns = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly Dictionary<long, (long Since, TimeSpan Wait)> _waiting = [];

    /// <summary>Looks once at the runs that could be worked on.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!doorbell.MayBeMissed) return;
        var filter = new ClaimFilter { Tasks = catalog.Names, Now = time.GetUtcNow().UtcDateTime, Limit = MostRuns };
        var free = (await store.ClaimableAsync(filter, cancellationToken).ConfigureAwait(false)).Select(candidate => candidate.RunId).ToHashSet();
        foreach (var gone in _waiting.Keys.Where(run => !free.Contains(run)).ToArray()) _waiting.Remove(gone);
        foreach (var run in free) await LookAtAsync(run, cancellationToken).ConfigureAwait(false);
    }

    private async Task LookAtAsync(long run, CancellationToken cancellationToken)
    {
        if (!_waiting.TryGetValue(run, out var seen))
        {
            _waiting[run] = (time.GetTimestamp(), options.Value.PollInterval * 15);
            return;
        }

        if (time.GetElapsedTime(seen.Since) < seen.Wait) return;
        await doorbell.RingAsync(run, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        _waiting[run] = (time.GetTimestamp(), seen.Wait * 2 < LongestWait ? seen.Wait * 2 : LongestWait);
    }
}
