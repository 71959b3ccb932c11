using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Rings for runs. A queue that does not take a ring costs nothing but time: the run is in the store, and is found or rung for again.</summary>
internal sealed class Doorbell(IRunQueue queue, ILogger<Doorbell> logger)
{
    /// <summary>True when a lost ring has to be rung again: the workers do not look for work by themselves.</summary>
    public bool MayBeMissed => queue is not RunBell;

    public async Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await queue.RingAsync(runId, delay, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The queue did not take run {RunId}; it is found or rung for again.", runId);
        }
    }
}
