namespace MaintenanceTasks;

/// <summary>A task over a source of its own: pages of an API, lines of a file, anything that can go on after a cursor.</summary>
/// <typeparam name="T">The item.</typeparam>
/// <typeparam name="TCursor">The position after an item; stored as JSON.</typeparam>
public abstract class SourceTask<T, TCursor> : ItemTask<T>
{
    /// <summary>Yields the items after a position, each with the position after it.</summary>
    /// <param name="after">The position of the last item done; <c>default</c> at the beginning.</param>
    /// <param name="cancellationToken">Signalled when the slice stops.</param>
    public abstract IAsyncEnumerable<(T Item, TCursor After)> Collection(TCursor? after, CancellationToken cancellationToken);

    /// <summary>How many items there are in all, or null when nobody knows. The default is null.</summary>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <inheritdoc/>
    protected internal sealed override CollectionWalk<T> Open(WalkStart start) => new SourceWalk<T, TCursor>(Collection, start);

    /// <inheritdoc/>
    protected internal sealed override async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ItemCount.Of(await CountAsync(cancellationToken).ConfigureAwait(false));
}
