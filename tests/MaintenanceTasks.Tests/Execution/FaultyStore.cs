using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>An in-memory store that fails when told to.</summary>
internal sealed class FaultyStore(InMemoryRunStore inner) : IRunStore
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<FaultyStore>();
        services.Replace(ServiceDescriptor.Singleton<IRunStore>(provider => provider.GetRequiredService<FaultyStore>()));
    }

    public static FaultyStore Of(WorkBench bench) => bench.Services.GetRequiredService<FaultyStore>();

    /// <summary>Called with the name of each method; throws to make it fail.</summary>
    public Action<string> Fault { get; set; } = _ => { };

    public Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken) => Try(nameof(CreateAsync), () => inner.CreateAsync(run, cancellationToken));

    public Task<RunState?> FindAsync(long id, CancellationToken cancellationToken) => Try(nameof(FindAsync), () => inner.FindAsync(id, cancellationToken));

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken) => Try(nameof(ListAsync), () => inner.ListAsync(filter, cancellationToken));

    public Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken) => Try(nameof(LatestAsync), () => inner.LatestAsync(cancellationToken));

    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken) =>
        Try(nameof(EventsAsync), () => inner.EventsAsync(runId, after, limit, cancellationToken));

    public Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken) =>
        Try(nameof(FailedItemsAsync), () => inner.FailedItemsAsync(runId, limit, cancellationToken));

    public Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken) =>
        Try(nameof(SamplesAsync), () => inner.SamplesAsync(runIds, since, cancellationToken));

    public Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken)
    {
        Fault(nameof(SampleAsync));
        return inner.SampleAsync(sample, dropped, cancellationToken);
    }

    public Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        Try(nameof(StatusesAsync), () => inner.StatusesAsync(runIds, cancellationToken));

    public Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken) =>
        Try(nameof(ClaimableAsync), () => inner.ClaimableAsync(filter, cancellationToken));

    public Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken) => Try(nameof(LeasedAsync), () => inner.LeasedAsync(cancellationToken));

    public Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken) =>
        Try(nameof(ChangeAsync), () => inner.ChangeAsync(runId, decide, cancellationToken));

    public Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        Try(nameof(CheckpointAsync), () => inner.CheckpointAsync(lease, checkpoint, cancellationToken));

    public IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases)
    {
        Fault(nameof(Beat));
        return inner.Beat(leases);
    }

    public Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken) => Try(nameof(NodesAsync), () => inner.NodesAsync(cancellationToken));

    public Task WriteNodeAsync(Node node, CancellationToken cancellationToken)
    {
        Fault(nameof(WriteNodeAsync));
        return inner.WriteNodeAsync(node, cancellationToken);
    }

    public Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken) =>
        Try(nameof(RemoveNodeAsync), () => inner.RemoveNodeAsync(id, beat, cancellationToken));

    public Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken) =>
        Try(nameof(RemoveRunsAsync), () => inner.RemoveRunsAsync(expiry, cancellationToken));

    public Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        Try(nameof(FindTokensAsync), () => inner.FindTokensAsync(tokens, cancellationToken));

    public DeliveryMode DeliveryThrough(Type contextType) => inner.DeliveryThrough(contextType);

    private async Task<T> Try<T>(string method, Func<Task<T>> call)
    {
        Fault(method);
        return await call();
    }
}
