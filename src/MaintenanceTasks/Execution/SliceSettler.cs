using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Turns the outcome of a slice into what is written and what is queued next.</summary>
internal sealed class SliceSettler(RunChanger runs, RunPublisher publisher, Doorbell doorbell, TaskCatalog catalog, NodeIdentity node, TimeProvider time, ILogger<SliceSettler> logger)
{
    private const int Tries = 5;

    public async Task SettleAsync(Slice slice, SliceOutcome outcome)
    {
        var (lease, scope) = (slice.Lease, slice.Scope);
        var actor = new Actor("worker", node.Name);
        var (decide, next) = outcome switch
        {
            SliceOutcome.Completed => (Deciding((change, at) => LeaseMoves.Finish(change, lease, at, actor)), (TimeSpan?)null),
            SliceOutcome.Failed failed => ((change, at) => GoesOnWithOthers(change.Run, scope) ? LeaseMoves.GiveUp(change, lease, ErrorOf(failed, scope), at, actor) : LeaseMoves.Fail(change, lease, ErrorOf(failed, scope), at, actor), null),
            SliceOutcome.Held held => ((change, at) => LeaseMoves.Release(change, lease, at, actor, held.Reason, at + held.Delay), held.Delay),
            SliceOutcome.Cancelled cancelled => ((change, at) => LeaseMoves.Cancel(change, lease, cancelled.Reason, at, new Actor("task", node.Name)), null),
            SliceOutcome.Stopped => ((change, at) => LeaseMoves.Release(change, lease, at, actor, "asked to stop"), null),
            SliceOutcome.Interrupted => ((change, at) => LeaseMoves.Release(change, lease, at, actor, "the process shuts down"), TimeSpan.Zero),
            SliceOutcome.TimeLimit => ((change, at) => LeaseMoves.Release(change, lease, at, actor, "the slice's time is up"), TimeSpan.Zero),
            _ => (null, (TimeSpan?)null),
        };
        Log(slice, outcome);
        if (decide is null || await WriteAsync(slice, decide).ConfigureAwait(false) is not { } state) return;
        if (outcome is SliceOutcome.Failed { Item: { } item } failure)
        {
            await publisher.ItemFailedAsync(state.Run, item, failure.Exception, continues: false).ConfigureAwait(false);
        }

        if (state.Run.FoundNothing) logger.LogWarning("Run {RunId} of {Task} {Text}.", state.Run.Id, state.Run.Task, Run.NoItems);
        if (next is { } delay && state.Run.Status.IsClaimable())
        {
            await doorbell.RingAsync(lease.RunId, delay, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // When the store stays away, the lease is left to the rescuer: slow, never wrong.
    private async Task<RunState?> WriteAsync(Slice slice, Func<RunChange, DateTime, bool> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var state = await runs.ChangeAsync(slice.Lease.RunId, decide, CancellationToken.None).ConfigureAwait(false);
                if (state is null) LogLoss(slice);
                return state;
            }
            catch (Exception exception)
            {
                logger.LogWarning(exception, "The store did not take the end of a slice of run {RunId}.", slice.Lease.RunId);
                if (attempt == Tries || slice.Stop is StopReason.LeaseLost or StopReason.Shutdown) return null;
                await Task.Delay(TimeSpan.FromSeconds(1), time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private bool GoesOnWithOthers(Run run, string? scope) => scope is not null && catalog.Find(run.Task) is { Scopes.GoOnWithOthers: true };

    private void Log(Slice slice, SliceOutcome outcome)
    {
        var lease = slice.Lease;
        if (outcome is SliceOutcome.LeaseLost) LogLoss(slice);
        if (outcome is SliceOutcome.Failed failed)
        {
            logger.LogError(
                failed.Exception, "Run {RunId} failed at item {Item}{Scope}.", lease.RunId, failed.Item ?? "(none in hand)", slice.Scope is null ? "" : $" of scope {slice.Scope}");
            return;
        }

        logger.LogInformation("A slice of run {RunId}, partition {Partition}, ended: {Outcome}.", lease.RunId, lease.Partition, outcome.GetType().Name);
    }

    // The beat may not have noticed yet, or no more.
    private void LogLoss(Slice slice)
    {
        if (slice.Stop == StopReason.LeaseLost) return;
        logger.LogWarning(
            "Lost the lease on partition {Partition} of run {RunId}: what this worker still wanted to write was refused.", slice.Lease.Partition, slice.Lease.RunId);
    }

    private static Func<RunChange, DateTime, bool> Deciding(Func<RunChange, DateTime, bool> decide) => decide;

    private static RunError ErrorOf(SliceOutcome.Failed failed, string? scope)
    {
        var exception = failed.Exception;
        var message = (failed.Item, scope) switch
        {
            (null, null) => exception.Message,
            (null, _) => $"Scope {scope}: {exception.Message}",
            (_, null) => $"Item {failed.Item}: {exception.Message}",
            _ => $"Scope {scope}, item {failed.Item}: {exception.Message}",
        };
        return new RunError(MaskedException.TypeOf(exception), message, exception.ToString(), failed.Item);
    }
}
