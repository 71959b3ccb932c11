namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A store whose database is away.</summary>
public sealed class DeadStore : IRunStore
{
    public const string Message = "The database has no table maintenance_task_runs. Add a migration.";

    public Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken) => throw Away();

    public Task<RunState?> FindAsync(long id, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken) => throw Away();

    public Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken) => throw Away();

    public Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken) => throw Away();

    public Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) => throw Away();

    public IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases) => throw Away();

    public Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken) => throw Away();

    public Task WriteNodeAsync(Node node, CancellationToken cancellationToken) => throw Away();

    public Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken) => throw Away();

    public Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) => throw Away();

    public DeliveryMode DeliveryThrough(Type contextType) => DeliveryMode.AtLeastOnce;

    private static RunStoreUnavailableException Away() => new(Message);
}
