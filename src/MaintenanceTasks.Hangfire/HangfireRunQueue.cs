using Hangfire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Rings through Hangfire: a job that carries the id of the run and nothing else.</summary>
internal sealed class HangfireRunQueue(IBackgroundJobClient client, IOptions<HangfireQueueOptions> options, ILogger<HangfireRunQueue> logger) : IRunQueue
{
    public async Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            // Hangfire's client blocks.
            await Task.Run(() => Ring(runId, delay), cancellationToken).ConfigureAwait(false);
        }
        catch (BackgroundJobClientException exception)
        {
            // The run is stored and nothing is lost: every process rings again for work that nobody picks up.
            logger.LogWarning(exception, "Hangfire did not take the ring for run {RunId}; it is rung for again.", runId);
        }
    }

    private void Ring(long runId, TimeSpan delay)
    {
        var queue = options.Value.Queue;
        if (delay <= TimeSpan.Zero) client.Enqueue<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None));
        else client.Schedule<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None), delay);
    }
}
