using System.Linq.Expressions;
using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>
    /// The column or columns to walk by, such as <c>post => post.CreatedAt</c> or <c>post => new { post.Region, post.CreatedAt }</c>: required
    /// ones, that <c>Process</c> does not change, with an index. The primary key follows them, unless they are a key themselves. Null, the
    /// default, walks by the primary key.
    /// </summary>
    protected virtual Expression<Func<T, object?>>? WalkBy => null;

    /// <summary>
    /// How many entities there are, or null when nobody knows or cares: a hint, asked beside the work. The default counts the collection. When the
    /// time is up, the statistics of the database stand in, if the collection is a whole table.
    /// </summary>
    /// <param name="db">A context of its own.</param>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(TContext db, CancellationToken cancellationToken) =>
        QueryCount.CountAsync(Collection(db), cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var db = Bound;
        var copies = new PageCopies<T>(db);
        Copies = copies;
        var keyed = Keyed(db, start);
        Connection = HasContextAlone ? new KeptConnection(db, start.Services.GetRequiredService<TimeProvider>()) : null;
        return new EntityWalk<T>(keyed, db, start.After, copies: copies, connection: Connection);
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
    protected sealed override void Check(IServiceProvider services) =>
        KeyedQuery<T>.Columns(Collection(Bind(services)), GetType().Name, tracked: true, DatabaseKinds.IsSqlite(Bound), WalkBy);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = Bind(services);
        return QueryCount.OrEstimateAsync(token => CountAsync(db, token), () => Collection(db), cancellationToken);
    }

    private KeyedQuery<T> Keyed(TContext db, WalkStart start) =>
        new(Collection(db), start, tracked: true, DatabaseKinds.IsSqlite(db), WalkBy) { AtOnce = ReadsAtOnce.Of(db) };
}
