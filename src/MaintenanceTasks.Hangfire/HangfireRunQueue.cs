using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Rings through Hangfire: a job that carries the id of the run and nothing else.</summary>
internal sealed class HangfireRunQueue(IServiceProvider services, IOptions<HangfireQueueOptions> options) : IRunQueue
{
    // Hangfire's client blocks, and the storage behind it connects when it is first asked for.
    public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) => Task.Run(() => Ring(runId, delay), cancellationToken);

    private void Ring(long runId, TimeSpan delay)
    {
        var client = services.GetRequiredService<IBackgroundJobClient>();
        var queue = options.Value.Queue;
        if (delay <= TimeSpan.Zero) client.Enqueue<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None));
        else client.Schedule<SliceJob>(queue, job => job.PerformAsync(runId, CancellationToken.None), delay);
    }
}
