using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
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
    private readonly RunExecutor _executor;
    private readonly SliceSettler _settler;
    private readonly RunCounter _counter;
    private readonly LeaseKeeper _leases;
    private readonly StatusWatch _watch;
    private readonly RunRescuer _rescuer;
    private readonly RunBell _bell;
    private readonly StoreHealth _health;
    private readonly TaskCatalog _catalog;
    private readonly RunTelemetry _telemetry;
    private readonly MaintenanceTasksOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RunWorker> _logger;
    private readonly ConcurrentDictionary<Task, bool> _counting = new();
    private CancellationToken _ended;

    internal RunWorker(
        PartitionClaimer claimer, RunExecutor executor, SliceSettler settler, RunCounter counter, LeaseKeeper leases, StatusWatch watch,
        RunRescuer rescuer, RunBell bell, StoreHealth health, TaskCatalog catalog, RunTelemetry telemetry, IOptions<MaintenanceTasksOptions> options,
        TimeProvider time, ILogger<RunWorker> logger)
    {
        (_claimer, _executor, _settler, _counter, _leases) = (claimer, executor, settler, counter, leases);
        (_watch, _rescuer, _bell, _health, _catalog) = (watch, rescuer, bell, health, catalog);
        (_options, _time, _logger, _telemetry) = (options.Value, time, logger, telemetry);
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
        _ended = ended.Token;
        var beating = _leases.Start(ended.Token);
        await SweepAsync(stopping).ConfigureAwait(false);
        var control = ControlAsync(ended.Token);
        await using (stopping.Register(StopSlices).ConfigureAwait(false))
        {
            await DispatchAsync(scope, stopping).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        await control.ConfigureAwait(false);
        beating.Join();
        await Task.WhenAll(_counting.Keys).ConfigureAwait(false);
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
                    _ = PerformAsync(claim.Run, claim.Partition, claim.Slice, free, stopping);
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

    private async Task<(Run Run, Partition Partition, Slice Slice)?> ClaimAsync(long? onlyRun, CancellationToken stopping)
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

    private async Task PerformAsync(Run run, Partition partition, Slice slice, SemaphoreSlim free, CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            using (slice)
            {
                _leases.Add(slice);
                if (stopping.IsCancellationRequested) StopSlices();
                if (run.Total is null) Count(run);
                using var scope = _logger.BeginScope(new Dictionary<string, object> { ["RunId"] = run.Id, ["Task"] = run.Task, ["Partition"] = partition.Number });
                using var activity = _telemetry.BeginSlice(run, partition);
                var began = _time.GetTimestamp();
                var outcome = await _executor.ExecuteAsync(run, partition, slice).ConfigureAwait(false);
                _telemetry.EndSlice(activity, run, outcome, _time.GetElapsedTime(began));
                await _settler.SettleAsync(slice, outcome).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            _logger.LogError(exception, "A slice of run {RunId} ended in a way it should not; the rescuer will put it back to work.", run.Id);
        }
        finally
        {
            _leases.Remove(slice);
            free.Release();
            _bell.Ring();
        }
    }

    private void Count(Run run)
    {
        var counting = Task.Run(() => _counter.CountAsync(run, _catalog.Get(run.Task), _ended), CancellationToken.None);
        _counting[counting] = true;
        _ = counting.ContinueWith(done => _counting.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Notices requests twice a poll interval, so that they are noticed within one, and sweeps every sweep interval. Nothing escapes it.</summary>
    private async Task ControlAsync(CancellationToken ended)
    {
        var swept = _time.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(_options.PollInterval / 2, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested) return;
            try
            {
                await _watch.LookAsync(ended).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (!ended.IsCancellationRequested) _health.Failed(exception);
            }

            if (_time.GetElapsedTime(swept) < _options.SweepInterval) continue;
            await SweepAsync(ended).ConfigureAwait(false);
            swept = _time.GetTimestamp();
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _rescuer.SweepAsync(cancellationToken).ConfigureAwait(false);
            _health.Answered();
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested) _health.Failed(exception);
        }
    }

    private void StopSlices()
    {
        _bell.Ring();
        foreach (var slice in _leases.Slices)
        {
            slice.RequestStop(StopReason.Shutdown);
            _ = Task.Delay(_options.ShutdownGrace, _time).ContinueWith(_ => slice.CancelItem(), TaskScheduler.Default);
        }
    }
}
