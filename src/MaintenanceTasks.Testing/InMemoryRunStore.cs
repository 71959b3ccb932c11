namespace MaintenanceTasks.Testing;

/// <summary>
/// Runs in the memory of one process, for tests: the same guards and answers as a store on a database, without one. Everything is
/// gone with the instance, so it is no store for an application.
/// </summary>
public sealed class InMemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, StoredRun> _runs = [];
    private readonly Dictionary<Guid, Node> _nodes = [];
    private long _lastId;

    /// <inheritdoc/>
    public Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Locked(() =>
        {
            if (Find(stored => stored.Token == run.Token || run.IdempotencyKey is not null && stored.IdempotencyKey == run.IdempotencyKey) is { } same)
            {
                return new RunCreation(same, RunCreationOutcome.Repeated);
            }

            if (WithActiveKey(run.ActiveKey, except: 0) is { } active) return new RunCreation(active, RunCreationOutcome.ActiveRunExists);
            var created = new StoredRun(++_lastId, run);
            _runs.Add(created.Run.Id, created);
            return new RunCreation(created.Run, RunCreationOutcome.Created);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunState?> FindAsync(long id, CancellationToken cancellationToken) =>
        Locked(() => _runs.GetValueOrDefault(id)?.State(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Locked(IReadOnlyList<Run> () =>
        [
            .. NewestFirst()
                .Where(run => filter.Task is null || run.Task == filter.Task)
                .Where(run => filter.Statuses is null || filter.Statuses.Contains(run.Status))
                .Where(run => filter.Before is null || run.Id < filter.Before)
                .Take(filter.Limit),
        ], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<Run> () => [.. NewestFirst().DistinctBy(run => run.Task)], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<RunEvent> () =>
            [.. _runs.GetValueOrDefault(runId)?.Events.Where(happened => happened.Number > after).Take(limit) ?? []], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<FailedItem> () => [.. _runs.GetValueOrDefault(runId)?.FailedItems.Take(limit) ?? []], cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<RunSample> () =>
            [.. _runs.Values.Where(stored => runIds.Contains(stored.Run.Id)).SelectMany(stored => stored.Samples).Where(sample => since is null || sample.At >= since)],
            cancellationToken);

    /// <inheritdoc/>
    public Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Locked(() => _runs.GetValueOrDefault(sample.RunId)?.Keep(sample, dropped), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        Locked(IReadOnlyDictionary<long, RunStatus> () =>
            runIds.Distinct().Where(_runs.ContainsKey).ToDictionary(id => id, id => _runs[id].Run.Status), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Locked(IReadOnlyList<ClaimCandidate> () =>
        [
            .. _runs.Values
                .Where(stored => stored.Run.Status.IsClaimable() && filter.Tasks.Contains(stored.Run.Task))
                .Where(stored => !filter.Except.Contains(stored.Run.Id))
                .Where(stored => filter.RunId is null || stored.Run.Id == filter.RunId)
                .Where(stored => stored.Run.HeldUntil is null || stored.Run.HeldUntil <= filter.Now)
                .Where(stored => stored.Partitions.Count(partition => partition.Owner is not null) < stored.Run.Parallelism)
                .SelectMany(stored => stored.Partitions)
                .Where(partition => partition is { Owner: null, Done: false, Error: null })
                .OrderBy(partition => partition.ClaimedAt ?? DateTime.MinValue).ThenBy(partition => partition.RunId).ThenBy(partition => partition.Number)
                .Take(filter.Limit)
                .Select(partition => new ClaimCandidate(partition.RunId, partition.Number)),
        ], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<Partition> () =>
            [.. _runs.Values.SelectMany(stored => stored.Partitions).Where(partition => partition.Owner is not null)], cancellationToken);

    /// <inheritdoc/>
    public Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return Locked(() =>
        {
            if (_runs.GetValueOrDefault(runId) is not { } stored) return null;
            var change = new RunChange(stored.State());
            if (!decide(change)) return null;
            if (WithActiveKey(change.Run.ActiveKey, except: runId) is { } active) throw new ActiveRunExistsException(active);
            return stored.TryWrite(change) ? stored.State() : null;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Locked(() => _runs.GetValueOrDefault(lease.RunId)?.TryKeep(lease, checkpoint) ?? false, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases)
    {
        ArgumentNullException.ThrowIfNull(leases);
        lock (_gate) return [.. leases.Where(lease => _runs.GetValueOrDefault(lease.RunId)?.TryBeat(lease) ?? false)];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken) => Locked(IReadOnlyList<Node> () => [.. _nodes.Values], cancellationToken);

    /// <inheritdoc/>
    public Task WriteNodeAsync(Node node, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Locked(() => _nodes[node.Id] = node with
        {
            Tasks = [.. node.Tasks],
            ParameterHashes = new Dictionary<string, string>(node.ParameterHashes),
            TaskBuilds = new Dictionary<string, string>(node.TaskBuilds),
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken) =>
        Locked(() => _nodes.TryGetValue(id, out var node) && (beat is null || node.Beat == beat) && _nodes.Remove(id), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(expiry);
        return Locked(IReadOnlyList<Guid> () =>
        {
            Run[] old =
            [
                .. NewestFirst().Where(run => run.Task == expiry.Task).Skip(expiry.Keep)
                    .Where(run => run.Status.IsCompleted() && run.EndedAt < expiry.EndedBefore)
                    .Reverse().Take(expiry.Limit),
            ];
            foreach (var run in old) _runs.Remove(run.Id);
            return [.. old.Select(run => run.Token)];
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        Locked(IReadOnlyList<Guid> () => [.. _runs.Values.Select(stored => stored.Run.Token).Where(tokens.Contains)], cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Always <see cref="DeliveryMode.AtLeastOnce"/>: memory takes no part in a transaction.</remarks>
    public DeliveryMode DeliveryThrough(Type contextType) => DeliveryMode.AtLeastOnce;

    /// <summary>Forgets a run, as somebody who deletes its row would.</summary>
    /// <param name="runId">The run.</param>
    /// <returns>False when there is none.</returns>
    public bool Forget(long runId)
    {
        lock (_gate) return _runs.Remove(runId);
    }

    private Task<T> Locked<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            lock (_gate) return Task.FromResult(answer());
        }
        catch (Exception exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    private IEnumerable<Run> NewestFirst() => _runs.Values.Reverse().Select(stored => stored.Run);

    private Run? Find(Func<Run, bool> condition) => _runs.Values.Select(stored => stored.Run).FirstOrDefault(condition);

    private Run? WithActiveKey(string? key, long except) => key is null ? null : Find(run => run.ActiveKey == key && run.Id != except);
}
