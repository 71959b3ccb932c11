using Hangfire;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Rings through Hangfire: a job that carries the id of the run and nothing else.</summary>
internal sealed class HangfireRunQueue(IBackgroundJobClient client, IOptions<HangfireQueueOptions> options) : IRunQueue
{
    // Hangfire's client blocks.
    public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) => Task.Run(() => Ring(runId, delay), cancellationToken);

    private void Ring(long runId, TimeSpan delay)
    {
        var queue = options.Value.Queue;
        if (delay <= TimeSpan.Zero) client.Enqueue<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None));
        else client.Schedule<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None), delay);
    }
}
