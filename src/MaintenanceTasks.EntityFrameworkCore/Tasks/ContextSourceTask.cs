using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>A task over a source of its own whose effects go to a database, a page and its position in one transaction.</summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The item.</typeparam>
/// <typeparam name="TCursor">The position after an item; stored as JSON.</typeparam>
public abstract class SourceTask<TContext, T, TCursor> : ContextItemTask<TContext, T>
    where TContext : DbContext
{
    /// <summary>Yields the items after a position, each with the position after it. It must not keep a reader open on the task's own context.</summary>
    /// <param name="after">The position of the last item done; <c>default</c> at the beginning.</param>
    /// <param name="cancellationToken">Signalled when the slice stops.</param>
    public abstract IAsyncEnumerable<(T Item, TCursor After)> Collection(TCursor? after, CancellationToken cancellationToken);

    /// <summary>How many items there are in all, or null when nobody knows. The default is null.</summary>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<T> Open(WalkStart start) => CollectionWalk.OverSource<T, TCursor>(Collection, start);

    /// <inheritdoc/>
    protected sealed override async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Bind(services);
        return ItemCount.Of(await CountAsync(cancellationToken).ConfigureAwait(false));
    }
}
