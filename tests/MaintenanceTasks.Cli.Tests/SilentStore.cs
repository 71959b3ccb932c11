using MaintenanceTasks.Testing;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>A store that does not answer; or one that answers until it falls silent.</summary>
internal sealed class SilentStore(Exception? failure = null) : IRunStore
{
    public const string Message = "The store of maintenance tasks does not answer.";

    private readonly Exception _failure = failure ?? new RunStoreUnavailableException(Message);
    private volatile IRunStore? _answering;
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    private IRunStore Store => _answering ?? throw _failure;

    public SilentStore Over(InMemoryRunStore store)
    {
        _answering = store;
        return this;
    }

    public void FallSilent() => _answering = null;

    public async Task<RunState?> FindAsync(long id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return await Store.FindAsync(id, cancellationToken);
    }

    public async Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken) => await Store.CreateAsync(run, cancellationToken);

    public async Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken) =>
        await Store.ListAsync(filter, cancellationToken);

    public async Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken) => await Store.LatestAsync(cancellationToken);

    public async Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken) =>
        await Store.EventsAsync(runId, after, limit, cancellationToken);

    public async Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken) =>
        await Store.FailedItemsAsync(runId, limit, cancellationToken);

    public async Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken) =>
        await Store.SamplesAsync(runIds, since, cancellationToken);

    public async Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken) =>
        await Store.SampleAsync(sample, dropped, cancellationToken);

    public async Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        await Store.StatusesAsync(runIds, cancellationToken);

    public async Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken) =>
        await Store.ClaimableAsync(filter, cancellationToken);

    public async Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken) => await Store.LeasedAsync(cancellationToken);

    public async Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken) =>
        await Store.ChangeAsync(runId, decide, cancellationToken);

    public async Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        await Store.CheckpointAsync(lease, checkpoint, cancellationToken);

    public IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases) => Store.Beat(leases);

    public async Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken) => await Store.NodesAsync(cancellationToken);

    public async Task WriteNodeAsync(Node node, CancellationToken cancellationToken) => await Store.WriteNodeAsync(node, cancellationToken);

    public async Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken) =>
        await Store.RemoveNodeAsync(id, beat, cancellationToken);

    public async Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken) =>
        await Store.RemoveRunsAsync(expiry, cancellationToken);

    public async Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        await Store.FindTokensAsync(tokens, cancellationToken);

    public DeliveryMode DeliveryThrough(Type contextType) => DeliveryMode.AtLeastOnce;
}
