using System.Linq.Expressions;
using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>
/// A task over the rows of a query in batches, for <c>ExecuteUpdate</c>, <c>ExecuteDelete</c> or SQL of its own: one batch, one
/// transaction, together with the position.
/// </summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The entity.</typeparam>
public abstract class BatchTask<TContext, T> : ContextTask<TContext, Batch<T>>
    where TContext : DbContext
    where T : class
{
    private const int First = 1000;
    private const int Most = 10_000;

    /// <summary>
    /// Rows in a batch, from 1 to 1,000,000. Default null: the first batch has 1000, and those after it as many as take half a second, on SQLite as
    /// many as hold the write lock for 25 ms, up to 10,000. A batch that the database does not take in time is tried with half the rows.
    /// </summary>
    public virtual int? BatchSize => null;

    /// <summary>The rows to walk: a set, filtered with <c>Where</c>. Without order, paging or projection: the engine pages by primary key.</summary>
    /// <param name="db">The context of the slice.</param>
    public abstract IQueryable<T> Collection(TContext db);

    /// <inheritdoc cref="EntityTask{TContext, T}.WalkBy"/>
    protected virtual Expression<Func<T, object?>>? WalkBy => null;

    /// <summary>Processes one batch.</summary>
    /// <param name="batch">The rows of one key range.</param>
    /// <returns>The number of rows changed.</returns>
    public virtual int Process(Batch<T> batch) =>
        throw new NotSupportedException($"{GetType().Name} overrides neither Process nor ProcessAsync.");

    /// <summary>Processes one batch. The default calls <see cref="Process"/>.</summary>
    /// <param name="batch">The rows of one key range.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent; not by a pause.</param>
    /// <returns>The number of rows changed.</returns>
    public virtual Task<int> ProcessAsync(Batch<T> batch, CancellationToken cancellationToken) => Task.FromResult(Process(batch));

    internal sealed override bool ProcessesInside => true;

    internal sealed override int? FixedPageSize => BatchSize ?? ItemsPerPage;

    internal sealed override (int First, int Most)? Batches => (First, Most);

    /// <inheritdoc/>
    protected sealed override async Task HandleAsync(Batch<T> item, CancellationToken cancellationToken) =>
        Affected += await ProcessAsync(item, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// How many rows there are, or null when nobody knows or cares: a hint, asked beside the work. The default counts the collection. When the
    /// time is up, the statistics of the database stand in, if the collection is a whole table.
    /// </summary>
    /// <param name="db">A context of its own.</param>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(TContext db, CancellationToken cancellationToken) =>
        QueryCount.CountAsync(Collection(db), cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<Batch<T>> Open(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new BatchWalk<T>(Keyed(Bound, start), null, start.After);
    }

    /// <inheritdoc/>
    protected sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        return KeySplit.CutsAsync(Keyed(Bind(range.Services), range), parts, least, cancellationToken);
    }

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services)
    {
        KeyedQuery<T>.Columns(Collection(Bind(services)), GetType().Name, tracked: true, DatabaseKinds.IsSqlite(Bound), WalkBy);
        BatchSizes.Check(BatchSize ?? First, GetType().Name);
    }

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = Bind(services);
        return QueryCount.OrEstimateAsync(token => CountAsync(db, token), () => Collection(db), cancellationToken);
    }

    private KeyedQuery<T> Keyed(TContext db, WalkStart start) => new(Collection(db), start, tracked: true, DatabaseKinds.IsSqlite(db), WalkBy);
}
