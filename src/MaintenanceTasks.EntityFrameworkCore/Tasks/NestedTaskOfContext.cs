using MaintenanceTasks.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>
/// A task over the children of parents whose effects go to a database: each order of each customer. Its cursor has an entry a level, so
/// that a run goes on within the parent it was at; a page may have children of several parents.
/// </summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The child.</typeparam>
public abstract class NestedTask<TContext, T> : ContextItemTask<TContext, T>
    where TContext : DbContext
{
    /// <summary>
    /// The levels, the outermost first: <c>Entities(db.Customers).Each(customer => Entities(db.Orders.Where(…)))</c>. Parents are read, not
    /// tracked: what is to be changed belongs into the innermost level.
    /// </summary>
    /// <param name="db">The context of the slice.</param>
    public abstract Level<T> Collection(TContext db);

    /// <summary>How many children there are in all, or null when nobody knows. The default is null.</summary>
    /// <param name="db">A context of its own.</param>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(TContext db, CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <summary>The entities of a query, by primary key. As the innermost level they are tracked and saved.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="query">A set of the slice's context, filtered with <c>Where</c>.</param>
    protected ParentLevel<TEntity> Entities<TEntity>(IQueryable<TEntity> query)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(query);
        return new EntityLevel<TEntity>(query, () => Db);
    }

    /// <inheritdoc cref="Level.List{T}"/>
    protected static ParentLevel<TItem> List<TItem>(IReadOnlyList<TItem> list) => Level.List(list);

    /// <inheritdoc cref="Level.Source{T, TCursor}"/>
    protected static Level<TItem> Source<TItem, TCursor>(
        Func<TCursor?, CancellationToken, IAsyncEnumerable<(TItem Item, TCursor After)>> source) => Level.Source(source);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start) => Collection(Db).Open(start);

    /// <inheritdoc/>
    protected sealed override void Check(IServiceProvider services) => Collection(Bind(services)).Check(GetType().Name);

    /// <inheritdoc/>
    protected sealed override async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ItemCount.Of(await CountAsync(Bind(services), cancellationToken).ConfigureAwait(false));
}
