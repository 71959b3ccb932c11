using System.Linq.Expressions;
using MaintenanceTasks.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>A task over the rows of a query in batches whose effects go elsewhere. At least once: a crash repeats what was done since the last checkpoint.</summary>
/// <typeparam name="T">The entity.</typeparam>
public abstract class BatchTask<T> : CollectionTask<Batch<T>>
    where T : class
{
    /// <summary>Rows in a batch. Default 1000.</summary>
    public virtual int BatchSize => 1000;

    /// <summary>The rows to walk, from a context of the task's own: a set, filtered with <c>Where</c>.</summary>
    public abstract IQueryable<T> Collection();

    /// <inheritdoc cref="EntityTask{TContext, T}.WalkBy"/>
    protected virtual Expression<Func<T, object?>>? WalkBy => null;

    /// <summary>Processes one batch.</summary>
    /// <param name="batch">The rows of one key range.</param>
    public virtual void Process(Batch<T> batch) =>
        throw new NotSupportedException($"{GetType().Name} overrides neither Process nor ProcessAsync.");

    /// <summary>Processes one batch. The default calls <see cref="Process"/>.</summary>
    /// <param name="batch">The rows of one key range.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent; not by a pause.</param>
    public virtual Task ProcessAsync(Batch<T> batch, CancellationToken cancellationToken)
    {
        Process(batch);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected sealed override Task HandleAsync(Batch<T> item, CancellationToken cancellationToken) => ProcessAsync(item, cancellationToken);

    /// <inheritdoc cref="EntityTask{TContext, T}.CountAsync(TContext, CancellationToken)"/>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken) => QueryCount.CountAsync(Collection(), cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<Batch<T>> Open(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new BatchWalk<T>(Keyed(start), BatchSize, start.After);
    }

    /// <inheritdoc/>
    protected sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        return KeySplit.CutsAsync(Keyed(range), parts, least, cancellationToken);
    }

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services)
    {
        KeyedQuery<T>.Columns(Collection(), GetType().Name, tracked: true, sqlite: false, WalkBy);
        BatchSizes.Check(BatchSize, GetType().Name);
    }

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        QueryCount.OrEstimateAsync(CountAsync, Collection, cancellationToken);

    private KeyedQuery<T> Keyed(WalkStart start) => new(Collection(), start, tracked: true, sqlite: false, WalkBy);
}
