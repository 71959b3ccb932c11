using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>
/// Works: claims free partitions, performs slices, keeps their leases, notices requests, rescues what others abandoned.
/// The hosted service of an application is one worker; the CLI makes its own.
/// </summary>
public sealed class RunWorker
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly PartitionClaimer _claimer;
    private readonly SlicePerformer _performer;
    private readonly LeaseKeeper _leases;
    private readonly StatusWatch _watch;
    private readonly RunRescuer _rescuer;
    private readonly RingRepeater _repeater;
    private readonly ShareWatch _shares;
    private readonly NodeRegister _nodes;
    private readonly RunSampler _sampler;
    private readonly RunRetention _retention;
    private readonly RunBell _bell;
    private readonly Doorbell _doorbell;
    private readonly StoreHealth _health;
    private readonly MaintenanceTasksOptions _options;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Task, bool> _performing = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _stopping;
    private CancellationToken _ended;

    internal RunWorker(
        PartitionClaimer claimer, SlicePerformer performer, LeaseKeeper leases, StatusWatch watch, RunRescuer rescuer, RingRepeater repeater, ShareWatch shares,
        RunSampler sampler, NodeRegister nodes, RunRetention retention, RunBell bell, Doorbell doorbell, StoreHealth health, IOptions<MaintenanceTasksOptions> options,
        TimeProvider time)
    {
        (_claimer, _performer, _leases, _watch, _rescuer) = (claimer, performer, leases, watch, rescuer);
        (_repeater, _shares, _sampler, _nodes, _retention) = (repeater, shares, sampler, nodes, retention);
        (_bell, _doorbell, _health, _options, _time) = (bell, doorbell, health, options.Value, time);
    }

    /// <summary>
    /// Works until the token is signalled; then the items in hand may finish within <see cref="MaintenanceTasksOptions.ShutdownGrace"/>,
    /// positions are kept, and leases released. Store failures are waited out.
    /// </summary>
    /// <param name="scope">Which runs, and how many slices at a time.</param>
    /// <param name="stopping">Signalled to stop.</param>
    public async Task RunAsync(WorkScope scope, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using var ended = new CancellationTokenSource();
        (_stopping, _ended) = (stopping, ended.Token);
        var beating = _leases.Start(ended.Token);
        await SweepAsync(stopping).ConfigureAwait(false);
        var control = ControlAsync(scope, ended.Token);
        _started.TrySetResult();
        await using (stopping.Register(StopSlices).ConfigureAwait(false))
        {
            await DispatchAsync(scope, stopping).ConfigureAwait(false);
            await Task.WhenAll(_performing.Keys).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await control.ConfigureAwait(false);
        beating.Join();
        await _nodes.LeaveAsync().ConfigureAwait(false);
        await _performer.CountsEndAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Performs one slice of a run, for queues whose own workers answer the rings: the first free partition is claimed and worked on
    /// until the slice ends. The queue is rung again when more of the run waits. <see cref="RunAsync"/> has to be under way in this
    /// process, because it keeps the leases; if it has not begun, its beginning is awaited.
    /// </summary>
    /// <param name="runId">The run that somebody rang for.</param>
    /// <param name="released">Signalled to put the partition back after the item in hand; the run goes on elsewhere.</param>
    /// <returns>False when there was nothing to do: nothing is free, the run is not to be worked on, or the store did not answer.</returns>
    public async Task<bool> PerformAsync(long runId, CancellationToken released)
    {
        await _started.Task.WaitAsync(released).ConfigureAwait(false);
        if (_stopping.IsCancellationRequested)
        {
            // Another process is to hear of it.
            await _doorbell.RingAsync(runId, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            return false;
        }

        if (await ClaimAsync(runId, _stopping).ConfigureAwait(false) is not { } claim) return false;
        var performing = PerformAsync(claim);
        if (claim.HasMore) await _doorbell.RingAsync(runId, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        await using (released.Register(() => Stop(claim.Slice)).ConfigureAwait(false))
        {
            await performing.ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Claims and starts slices, at most so many at a time; returns when all of them have ended.</summary>
    private async Task DispatchAsync(WorkScope scope, CancellationToken stopping)
    {
        var slices = Math.Max(0, scope.Slices);
        using var free = new SemaphoreSlim(slices);
        var pause = _options.PollInterval;
        while (!stopping.IsCancellationRequested)
        {
            var ring = _bell.NextRing();
            if (slices > 0 && await free.WaitAsync(_options.PollInterval, CancellationToken.None).ConfigureAwait(false))
            {
                if (!stopping.IsCancellationRequested && await ClaimAsync(scope.RunId, stopping).ConfigureAwait(false) is { } claim)
                {
                    _ = PerformAsync(claim).ContinueWith(
                        _ =>
                        {
                            free.Release();
                            _bell.Ring();
                        },
                        TaskScheduler.Default);
                    continue;
                }

                free.Release();
                pause = _health.IsAnswering ? _options.PollInterval : pause * 2 < LongestPause ? pause * 2 : LongestPause;
                await _bell.WaitAsync(ring, pause, stopping).ConfigureAwait(false);
            }
            else if (slices == 0)
            {
                await _bell.WaitAsync(ring, LongestPause, stopping).ConfigureAwait(false);
            }
        }

        for (var ended = 0; ended < slices; ended++) await free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<Claim?> ClaimAsync(long? onlyRun, CancellationToken stopping)
    {
        try
        {
            var claim = await _claimer.ClaimAsync(onlyRun, stopping).ConfigureAwait(false);
            _health.Answered();
            return claim;
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested) _health.Failed(exception);
            return null;
        }
    }

    private Task PerformAsync(Claim claim)
    {
        _leases.Add(claim.Slice);
        if (_stopping.IsCancellationRequested) Stop(claim.Slice);
        var performing = Task.Run(() => _performer.PerformAsync(claim, _ended), CancellationToken.None);
        _performing[performing] = true;
        _ = performing.ContinueWith(done => _performing.TryRemove(done, out _), TaskScheduler.Default);
        return performing;
    }

    /// <summary>Notices requests twice a poll interval, so that they are noticed within one, and sweeps every sweep interval. Nothing escapes it.</summary>
    private async Task ControlAsync(WorkScope scope, CancellationToken ended)
    {
        var swept = _time.GetTimestamp();
        await RegisterAsync(scope, ended).ConfigureAwait(false);
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(_options.PollInterval / 2, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested) return;
            try
            {
                await _watch.LookAsync(ended).ConfigureAwait(false);
                await _sampler.LookAsync(ended).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (!ended.IsCancellationRequested) _health.Failed(exception);
            }

            if (_time.GetElapsedTime(swept) < _options.SweepInterval) continue;
            await SweepAsync(ended).ConfigureAwait(false);
            await RegisterAsync(scope, ended).ConfigureAwait(false);
            if (scope.RunId is null) await TryAsync(() => _retention.LookAsync(ended), ended).ConfigureAwait(false);
            swept = _time.GetTimestamp();
        }
    }

    private Task SweepAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await _rescuer.SweepAsync(cancellationToken).ConfigureAwait(false);
            await _repeater.LookAsync(cancellationToken).ConfigureAwait(false);
            await _shares.LookAsync(cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task TryAsync(Func<Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look().ConfigureAwait(false);
            _health.Answered();
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested) _health.Failed(exception);
        }
    }

    // Who works on one run alone, as a command that waits for it, is no node.
    private Task RegisterAsync(WorkScope scope, CancellationToken ended) => scope.RunId is not null
        ? Task.CompletedTask
        : TryAsync(() => _nodes.LookAsync(scope.Slices > 0 || _options.Worker.Enabled, ended), ended);

    private void StopSlices()
    {
        _bell.Ring();
        foreach (var slice in _leases.Slices) Stop(slice);
    }

    private void Stop(Slice slice)
    {
        slice.RequestStop(StopReason.Shutdown);
        _ = Task.Delay(_options.ShutdownGrace, _time).ContinueWith(_ => slice.CancelItem(), TaskScheduler.Default);
    }
}
