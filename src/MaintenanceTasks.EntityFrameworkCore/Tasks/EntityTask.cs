using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>
/// A task over the entities of a query: tracked, walked by primary key, a page at a time. What <c>Process</c> changes is saved
/// together with the position, in one transaction a page.
/// </summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The entity.</typeparam>
public abstract class EntityTask<TContext, T> : ContextItemTask<TContext, T>
    where TContext : DbContext
    where T : class
{
    /// <summary>
    /// The entities to walk: a set, filtered with <c>Where</c>, with <c>Include</c> as needed. Without order, paging or projection:
    /// the engine pages by primary key.
    /// </summary>
    /// <param name="db">The context of the slice.</param>
    public abstract IQueryable<T> Collection(TContext db);

    internal sealed override bool WalksEntities => true;

    /// <summary>How many entities there are, or null when nobody knows or cares. The default counts the collection; a hint, asked beside the work.</summary>
    /// <param name="db">A context of its own.</param>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(TContext db, CancellationToken cancellationToken) =>
        QueryCount.CountAsync(Collection(db), db, cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var query = new KeyedQuery<T>(Collection(Db), start, tracked: true, DatabaseKinds.IsSqlite(Db));
        return new EntityWalk<T>(query, Db, start.After);
    }

    /// <inheritdoc/>
    protected sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        return KeySplit.CutsAsync(new KeyedQuery<T>(Collection(Bind(range.Services)), range, tracked: true, DatabaseKinds.IsSqlite(Db)), parts, least, cancellationToken);
    }

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services) =>
        KeyedQuery<T>.Columns(Collection(Bind(services)), GetType().Name, tracked: true, DatabaseKinds.IsSqlite(Db));

    /// <inheritdoc/>
    protected sealed override async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ItemCount.Of(await CountAsync(Bind(services), cancellationToken).ConfigureAwait(false));
}
