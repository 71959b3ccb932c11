namespace MaintenanceTasks;

/// <summary>Changes runs, and publishes what happened once it is durable. Everything in the engine that changes a run goes through it.</summary>
internal sealed class RunChanger(IRunStore store, RunSampler sampler, RunPublisher publisher, TimeProvider time)
{
    /// <inheritdoc cref="IRunStore.ChangeAsync"/>
    /// <remarks>The time is taken once the run is locked: taken before the wait for it, a change would bear an earlier time than the one it follows.</remarks>
    public async Task<RunState?> ChangeAsync(long runId, Func<RunChange, DateTime, bool> decide, CancellationToken cancellationToken)
    {
        IReadOnlyList<RunEvent> events = [];
        var state = await store.ChangeAsync(
            runId,
            change =>
            {
                var kept = decide(change, time.GetUtcNow().UtcDateTime);
                events = change.Events;
                return kept;
            },
            cancellationToken).ConfigureAwait(false);
        if (state is null) return null;
        await sampler.MarkAsync(state.Run, events).ConfigureAwait(false);
        await publisher.PublishAsync(state.Run, events).ConfigureAwait(false);
        return state;
    }
}
