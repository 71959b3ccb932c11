using System.Linq.Expressions;
using MaintenanceTasks.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>
/// A task over the entities of a query whose effects go elsewhere: entities are not tracked, and nothing is saved. At least
/// once: a crash repeats what was done since the last checkpoint.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
public abstract class EntityTask<T> : ItemTask<T>
    where T : class
{
    /// <summary>The entities to walk, from a context of the task's own: a set, filtered with <c>Where</c>, with <c>Include</c> as needed.</summary>
    public abstract IQueryable<T> Collection();

    /// <inheritdoc cref="EntityTask{TContext, T}.WalkBy"/>
    protected virtual Expression<Func<T, object?>>? WalkBy => null;

    /// <inheritdoc cref="EntityTask{TContext, T}.CountAsync(TContext, CancellationToken)"/>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken) => QueryCount.CountAsync(Collection(), cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new EntityWalk<T>(Keyed(start), null, start.After);
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
    protected sealed override void Check(IServiceProvider services) =>
        KeyedQuery<T>.Columns(Collection(), GetType().Name, tracked: false, sqlite: false, WalkBy);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        QueryCount.OrEstimateAsync(CountAsync, Collection, cancellationToken);

    private KeyedQuery<T> Keyed(WalkStart start) => new(Collection(), start, tracked: false, sqlite: false, WalkBy);
}
