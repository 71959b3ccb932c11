namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A position the store hears of after the page is committed elsewhere.</summary>
internal abstract class FollowedPosition(IRunStore store, TimeProvider time) : PagePosition
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected IRunStore Store => store;

    // The effects are done, so the position has to follow: a store that is down is asked again until the lease is lost.
    public sealed override async Task<bool> FollowAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await store.CheckpointAsync(lease, checkpoint, cancellationToken).ConfigureAwait(false);
            }
            catch (RunStoreUnavailableException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
