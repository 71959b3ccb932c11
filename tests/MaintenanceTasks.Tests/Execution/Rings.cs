namespace MaintenanceTasks.Tests.Execution;

/// <summary>A queue that only writes down for which runs it was rung, and wakes nobody.</summary>
internal sealed class Rings : IRunQueue
{
    private readonly List<long> _runs = [];

    public IReadOnlyList<long> Runs
    {
        get
        {
            lock (_runs) return [.. _runs];
        }
    }

    /// <summary>Called with each ring; throws to make it fail.</summary>
    public Func<long, Task> On { get; set; } = _ => Task.CompletedTask;

    public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_runs) _runs.Add(runId);
        return On(runId);
    }
}
