namespace MaintenanceTasks;

/// <summary>The built-in queue: a bell inside the process for at-once pickup. Everything else is found by polling the store.</summary>
internal sealed class RunBell(TimeProvider time) : IRunQueue
{
    private volatile TaskCompletionSource _ring = New();

    public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero) Ring();
        return Task.CompletedTask;
    }

    public void Ring() => Interlocked.Exchange(ref _ring, New()).TrySetResult();

    /// <summary>What to wait on; take it before looking for work, so that a ring in between is not missed.</summary>
    public Task NextRing() => _ring.Task;

    /// <summary>Waits for a ring, or for the time to pass.</summary>
    public async Task WaitAsync(Task ring, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(ring, Task.Delay(atMost, time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
