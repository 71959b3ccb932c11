namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A queue that cannot be rung.</summary>
public sealed class BrokenQueue : IRunQueue
{
    public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) => throw new InvalidOperationException("The queue is away.");
}
