using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>The committer of tasks without a context: the effects are where they are, the checkpoint goes through the store.</summary>
internal sealed class StoreCommitter(IRunStore store, TimeProvider time, ILogger logger, PagePolicy policy) : IPageCommitter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public PagePolicy Policy => policy;

    public TimeSpan Waited => TimeSpan.Zero;

    public TimeSpan Held => TimeSpan.Zero;

    public Exception? Refusal() => null;

    public bool LeftNothing() => false;

    public void Dispose()
    {
    }

    public async Task<bool> CommitAsync(
        Lease lease, Func<Task>? process, Func<long, Checkpoint?> checkpoint, CancellationToken cancellationToken)
    {
        if (process is not null) await process().ConfigureAwait(false);
        if (checkpoint(0) is not { } made) return true;

        // The effects are done, so the position has to follow: a store that is down is asked again until the lease is lost.
        while (true)
        {
            try
            {
                return await store.CheckpointAsync(lease, made, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                logger.LogWarning(exception, "The store did not take a checkpoint of run {RunId}; trying again.", lease.RunId);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public PageFault Classify(Exception exception) => PageFault.Item;
}
