using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Rings for runs. A queue that does not take a ring costs nothing but time: the run is in the store, where workers find it by themselves.</summary>
internal sealed class Doorbell(IRunQueue queue, ILogger<Doorbell> logger)
{
    public async Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.RingAsync(runId, delay, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The queue did not take run {RunId}; workers find it by themselves.", runId);
        }
    }
}
