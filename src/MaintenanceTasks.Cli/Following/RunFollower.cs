using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Cli;

/// <summary>
/// Follows a run until it ends, is paused, or a signal arrives. Others get a moment to claim it; then this process offers to
/// work on it too, and on nothing else. Who really does is decided by the epochs.
/// </summary>
internal sealed class RunFollower(
    TaskRunner runner, RunWorker worker, IOptions<MaintenanceTasksOptions> options, TimeProvider time, FollowTimes times)
{
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(5);
    private RunState? _seen;
    private long _answered;

    /// <summary>Follows a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="see">Told each time the run was read.</param>
    /// <param name="stopping">Signalled to checkpoint, release and end.</param>
    /// <returns>The run when it was read last.</returns>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunStoreUnavailableException">The store has not answered for longer than its patience.</exception>
    public async Task<RunState> FollowAsync(long runId, Action<Run> see, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var working = Task.CompletedTask;
        try
        {
            await runner.RingAsync(runId, stopping).ConfigureAwait(false);
            var began = time.GetTimestamp();
            _answered = began;
            var offered = false;
            while (!await IsOverAsync(runId, see, stopping).ConfigureAwait(false))
            {
                if (!offered && time.GetElapsedTime(began) >= times.ClaimWait)
                {
                    var scope = new WorkScope(options.Value.Worker.MaxConcurrentSlices, runId);
                    working = Task.Run(() => worker.RunAsync(scope, ended.Token), CancellationToken.None);
                    offered = true;
                }

                if (working.IsFaulted) break;
                await Task.Delay(times.LookInterval, time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The signal that ends the following; the work is put down below, and the run read a last time.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }

        return await LastAsync(runId).ConfigureAwait(false);
    }

    private async Task<bool> IsOverAsync(long runId, Action<Run> see, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            _seen = await runner.FindAsync(runId, stopping).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
            _answered = time.GetTimestamp();
        }
        catch (RunStoreUnavailableException) when (_seen is not null && time.GetElapsedTime(_answered) < times.StorePatience)
        {
            // A worker waits such a moment out as well.
            return false;
        }

        see(_seen.Run);
        return ExitCode.Of(_seen.Run.Status) is not null;
    }

    private async Task<RunState> LastAsync(long runId)
    {
        using var patience = new CancellationTokenSource(LastLook, time);
        try
        {
            return await runner.FindAsync(runId, patience.Token).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
        }
        catch (Exception exception) when (_seen is not null && exception is RunStoreUnavailableException or OperationCanceledException)
        {
            return _seen;
        }
    }
}
