using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Keeps the leases of this process: beats for all of them on one thread, and ends a slice whose lease is lost or can no
/// longer be trusted, before anybody else may take it over. Trust is counted on the monotonic clock, from the start of the last
/// beat that succeeded.
/// </summary>
internal sealed class LeaseKeeper(
    IRunStore store, IOptions<MaintenanceTasksOptions> options, TimeProvider time, ILogger<LeaseKeeper> logger)
{
    private readonly ConcurrentDictionary<Lease, Slice> _slices = new();
    private readonly MaintenanceTasksOptions _options = options.Value;

    /// <summary>The slices this process works on.</summary>
    public ICollection<Slice> Slices => _slices.Values;

    public void Add(Slice slice) => _slices[slice.Lease] = slice;

    public void Remove(Slice slice) => _slices.TryRemove(slice.Lease, out _);

    /// <summary>Tells the slices of a run to end after the item in hand: the status no longer lets them work.</summary>
    public void Notice(long runId, RunStatus status)
    {
        if (status == RunStatus.Running) return;
        foreach (var slice in Slices.Where(slice => slice.Lease.RunId == runId)) slice.RequestStop(StopReason.Request);
    }

    /// <summary>Runs the thread that beats, until the token is signalled.</summary>
    public Thread Start(CancellationToken stopping)
    {
        var thread = new Thread(() => Loop(stopping)) { IsBackground = true, Name = "MaintenanceTasks beat" };
        thread.Start();
        return thread;
    }

    /// <summary>One beat for all leases.</summary>
    public void BeatOnce()
    {
        if (_slices.IsEmpty) return;
        var began = time.GetTimestamp();
        Slice[] slices = [.. Slices];
        try
        {
            var held = store.Beat([.. slices.Select(slice => slice.Lease)]).ToHashSet();
            foreach (var slice in slices)
            {
                if (held.Contains(slice.Lease)) slice.TrustedFrom = began;
                else if (_slices.ContainsKey(slice.Lease)) Lose(slice, "somebody else took the partition over");
            }
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The store did not take the beat of {Count} leases; trying again.", slices.Length);
        }
    }

    /// <summary>Ends the slices whose last good beat is so long ago that somebody else may soon take them over.</summary>
    public void Distrust()
    {
        foreach (var slice in Slices.Where(slice => time.GetElapsedTime(slice.TrustedFrom) >= TrustWindow))
        {
            Lose(slice, $"no beat was acknowledged for {TrustWindow.TotalSeconds:0} s");
        }
    }

    /// <summary>Shorter than the lease by one beat, so that this process stops before another may begin.</summary>
    private TimeSpan TrustWindow => _options.LeaseDuration - _options.BeatInterval;

    private void Lose(Slice slice, string why)
    {
        if (slice.Stop == StopReason.LeaseLost) return;
        logger.LogWarning("Lost the lease on partition {Partition} of run {RunId}: {Why}.", slice.Lease.Partition, slice.Lease.RunId, why);
        slice.RequestStop(StopReason.LeaseLost);
    }

    // A thread of its own, and waits on a handle instead of a timer: neither depends on the thread pool, which a task may block.
    private void Loop(CancellationToken stopping)
    {
        using var distrust = new Timer(_ => Distrust(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        while (!stopping.WaitHandle.WaitOne(_options.BeatInterval)) BeatOnce();
    }
}
