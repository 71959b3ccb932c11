using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>A task over a list whose effects go to a database. Its cursor is the index, so the list must be the same each time it is asked for.</summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public abstract class ListTask<TContext, T> : ContextItemTask<TContext, T>
    where TContext : DbContext
{
    /// <summary>The list to walk. Asked for once a slice.</summary>
    public abstract IReadOnlyList<T> Collection();

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start) => CollectionWalk.OverList(Collection(), start);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Bind(services);
        return Task.FromResult(ItemCount.Exactly(Collection().Count));
    }
}
