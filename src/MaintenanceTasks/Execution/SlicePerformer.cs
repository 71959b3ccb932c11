using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Performs what was claimed, from the first beat to the settled end. Nothing escapes it.</summary>
internal sealed class SlicePerformer(
    RunExecutor executor, SliceSettler settler, RunCounter counter, LeaseKeeper leases, TaskCatalog catalog, RunTelemetry telemetry, TimeProvider time,
    ILogger<SlicePerformer> logger)
{
    private readonly ConcurrentDictionary<Task, bool> _counting = new();

    // Runs whose items this process has counted, or tried to: not again with every slice, and not by each partition.
    private readonly ConcurrentDictionary<long, bool> _counted = new();

    /// <summary>Performs one slice.</summary>
    /// <param name="claim">What was claimed.</param>
    /// <param name="ended">Signalled when this process works no longer: ends the counting of a run.</param>
    public async Task PerformAsync(Claim claim, CancellationToken ended)
    {
        var (run, partition, slice, _) = claim;
        try
        {
            using (slice)
            {
                if (run.Total is null && _counted.TryAdd(run.Id, true)) Count(run, ended);
                using var scope = logger.BeginScope(new Dictionary<string, object> { ["RunId"] = run.Id, ["Task"] = run.Task, ["Partition"] = partition.Number });
                using var activity = telemetry.BeginSlice(run, partition);
                var began = time.GetTimestamp();
                var outcome = await executor.ExecuteAsync(run, partition, slice).ConfigureAwait(false);
                telemetry.EndSlice(activity, run, outcome, time.GetElapsedTime(began));
                await settler.SettleAsync(slice, outcome).ConfigureAwait(false);
                if (outcome is SliceOutcome.Completed or SliceOutcome.Failed or SliceOutcome.Stopped) _counted.TryRemove(run.Id, out _);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A slice of run {RunId} ended in a way it should not; the rescuer will put it back to work.", run.Id);
        }
        finally
        {
            leases.Remove(slice);
        }
    }

    /// <summary>Waits for the counts that are still under way.</summary>
    public Task CountsEndAsync() => Task.WhenAll(_counting.Keys);

    private void Count(Run run, CancellationToken ended)
    {
        var counting = Task.Run(
            async () =>
            {
                await counter.CountAsync(run, catalog.Get(run.Task), ended).ConfigureAwait(false);
                if (ended.IsCancellationRequested) _counted.TryRemove(run.Id, out _);
            },
            CancellationToken.None);
        _counting[counting] = true;
        _ = counting.ContinueWith(done => _counting.TryRemove(done, out _), TaskScheduler.Default);
    }
}
