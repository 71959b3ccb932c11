using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The store in the application's own database, by guarded statements and projections through its own context.</summary>
internal sealed class EntityFrameworkRunStore<TContext>(StoreContexts<TContext> contexts, StoreTies ties, TimeProvider time) : IRunStore
    where TContext : DbContext
{
    private readonly NewestRuns _newest = new(time);

    public Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            if (await StandsInTheWayAsync(db, run, cancellationToken).ConfigureAwait(false) is { } other) return (other, false);
            await db.InsertRunAsync(run, cancellationToken).ConfigureAwait(false);
            var created = await db.RunsOfRequestAsync(run.Token, null, cancellationToken).ConfigureAwait(false);
            var runs = await db.WithSumsAsync(created, cancellationToken).ConfigureAwait(false);
            return (new RunCreation(runs[0], RunCreationOutcome.Created), true);
        },
        cancellationToken);

    public Task<RunState?> FindAsync(long id, CancellationToken cancellationToken) =>
        contexts.ReadAsync(db => db.ReadStateAsync(id, cancellationToken));

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken) => contexts.ReadAsync(async db =>
    {
        var rows = db.Rows<RunRow>();
        if (filter.Task is { } task) rows = rows.Where(row => row.Task == task);
        if (filter.Before is { } before) rows = rows.Where(row => row.Id < before);
        if (filter.Statuses is { } statuses) rows = filter.Task is null ? rows.OfStatuses(statuses, filter.Limit) : rows.Where(row => statuses.Contains(row.Status));
        var page = await rows.OrderByDescending(row => row.Id).Take(filter.Limit).ToListAsync(cancellationToken).ConfigureAwait(false);
        return await db.WithSumsAsync(page, cancellationToken).ConfigureAwait(false);
    });

    public Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken) => contexts.ReadAsync(async db =>
    {
        long[] newest = [.. (await db.NewestIdsAsync(cancellationToken).ConfigureAwait(false)).Select(run => run.Id)];
        var runs = await db.RunsByIds(newest).ToListAsync(cancellationToken).ConfigureAwait(false);
        return await db.WithSumsAsync(runs, cancellationToken).ConfigureAwait(false);
    });

    public Task<IReadOnlyList<NewestRun>> NewestAsync(CancellationToken cancellationToken) =>
        contexts.ReadAsync(db => _newest.ReadAsync(db, cancellationToken));

    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyList<RunEvent>>(async db =>
        {
            var rows = await db.Rows<EventRow>().Where(row => row.RunId == runId && row.Number > after).OrderBy(row => row.Number)
                .Take(limit).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(RowReading.ToEvent)];
        });

    public Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyList<FailedItem>>(async db =>
            await db.Rows<FailedItemRow>().Where(row => row.RunId == runId).OrderBy(row => row.Id).Take(limit)
                .Select(row => new FailedItem(row.Item, row.Reason) { ErrorType = row.ErrorType, StackTrace = row.StackTrace }).ToListAsync(cancellationToken).ConfigureAwait(false));

    public Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken) =>
        contexts.ReadAsync(db => db.ReadSamplesAsync(runIds, since, cancellationToken));

    public Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            await db.WriteSampleAsync(sample, dropped, cancellationToken).ConfigureAwait(false);
            return (true, true);
        },
        cancellationToken);

    public Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyDictionary<long, RunStatus>>(async db =>
            await db.RunsByIds([.. runIds]).Select(row => new { row.Id, row.Status })
                .ToDictionaryAsync(row => row.Id, row => row.Status, cancellationToken).ConfigureAwait(false));

    public Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken) =>
        contexts.ReadAsync(db => db.ClaimableAsync(filter, cancellationToken));

    public Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyList<Partition>>(async db =>
        {
            // SQLite finds a range by index, but not what merely is not null.
#pragma warning disable CA1309 // The database compares.
            var rows = await db.Rows<PartitionRow>().Where(row => string.Compare(row.Owner, "") > 0).ToListAsync(cancellationToken).ConfigureAwait(false);
#pragma warning restore CA1309
            return [.. rows.Select(RowReading.ToPartition)];
        });

    public Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            var state = await ChangeAsync(db, runId, decide, cancellationToken).ConfigureAwait(false);
            return (state, state is not null);
        },
        cancellationToken, claims: true);

    public async Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var answer = await contexts.WriteAsync(
            async db =>
            {
                var written = await PageCheckpoint.WriteAsync(db, db.Model, lease, checkpoint, cancellationToken).ConfigureAwait(false);
                return (written, written == CheckpointAnswer.Written);
            },
            cancellationToken, claims: true).ConfigureAwait(false);
        return answer != CheckpointAnswer.Fenced;
    }

    public IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases)
    {
        // The owner text is made anew for each claim, so that it finds the rows; the answer compares the whole lease.
        string?[] owners = [.. leases.Select(lease => lease.Owner)];
        var held = contexts.Write(db => db.BeatRows(owners));
        return [.. leases.Where(held.Contains)];
    }

    public Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken) => contexts.ReadAsync(db => db.ReadNodesAsync(cancellationToken));

    public Task WriteNodeAsync(Node node, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db =>
        {
            await db.WriteNodeAsync(node, cancellationToken).ConfigureAwait(false);
            return (true, true);
        },
        cancellationToken);

    public Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken) => contexts.WriteAsync(
        async db => (await db.RemoveNodeAsync(id, beat, cancellationToken).ConfigureAwait(false), true), cancellationToken);

    public async Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken)
    {
        var expired = await contexts.ReadAsync(db => db.ExpiredAsync(expiry, cancellationToken)).ConfigureAwait(false);
        if (expired.Length == 0) return [];
        return await contexts.WriteAsync(
            async db => (await db.RemoveAsync(expired, expiry.EndedBefore, cancellationToken).ConfigureAwait(false), true), cancellationToken).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken) =>
        contexts.ReadAsync<IReadOnlyList<Guid>>(async db =>
            await db.Rows<RunRow>().Where(row => tokens.Contains(row.Token)).Select(row => row.Token).ToListAsync(cancellationToken).ConfigureAwait(false));

    public DeliveryMode DeliveryThrough(Type contextType) => ties.DeliveryThrough(contextType);

    private static async Task<RunState?> ChangeAsync(TContext db, long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken)
    {
        if (!await db.LockRunAsync(runId, cancellationToken).ConfigureAwait(false)) return null;
        var state = (await db.ReadStateAsync(runId, cancellationToken).ConfigureAwait(false))!;
        var change = new RunChange(state);
        if (!decide(change)) return null;
        if (!change.HasWrites) return state;
        foreach (var write in change.Writes)
        {
            if (!await db.WritePartitionAsync(runId, write, cancellationToken).ConfigureAwait(false)) return null;
        }

        await RowInsert.InsertAsync(
            db, [.. change.Added.Select(added => new PartitionRow { RunId = runId, Number = added.Number, Low = added.Low, High = added.High, Scope = added.Scope })],
            cancellationToken).ConfigureAwait(false);
        if (change.Run.ActiveKey is { } key && key != state.Run.ActiveKey
            && await ActiveAsync(db, key, cancellationToken).ConfigureAwait(false) is { } other)
        {
            throw new ActiveRunExistsException(other);
        }

        await db.WriteRunAsync(change.Run, cancellationToken).ConfigureAwait(false);
        await db.InsertEventsAsync(change.Events, cancellationToken).ConfigureAwait(false);
        return await db.ReadStateAsync(runId, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<RunCreation?> StandsInTheWayAsync(TContext db, NewRun run, CancellationToken cancellationToken)
    {
        var rows = await db.RunsOfRequestAsync(run.Token, run.IdempotencyKey, cancellationToken).ConfigureAwait(false);
        if (rows.Count > 0)
        {
            return new RunCreation((await db.WithSumsAsync(rows, cancellationToken).ConfigureAwait(false))[0], RunCreationOutcome.Repeated);
        }

        return run.ActiveKey is { } key && await ActiveAsync(db, key, cancellationToken).ConfigureAwait(false) is { } active
            ? new RunCreation(active, RunCreationOutcome.ActiveRunExists)
            : null;
    }

    private static async Task<Run?> ActiveAsync(TContext db, string activeKey, CancellationToken cancellationToken)
    {
        var rows = await db.ActiveRunsAsync(activeKey, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : (await db.WithSumsAsync(rows, cancellationToken).ConfigureAwait(false))[0];
    }
}
