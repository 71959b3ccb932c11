namespace MaintenanceTasks;

/// <summary>
/// A task over the children of parents: each line of each file, each call for each region. Its cursor has an entry a level, so that a run
/// goes on within the parent it was at.
/// </summary>
/// <typeparam name="T">The child.</typeparam>
public abstract class NestedTask<T> : ItemTask<T>
{
    /// <summary>The levels, the outermost first: <c>List(regions).Each(region => Source&lt;Order, int&gt;(…))</c>.</summary>
    public abstract Level<T> Collection();

    /// <summary>How many children there are in all, or null when nobody knows. The default is null.</summary>
    /// <param name="cancellationToken">The time-out of the count.</param>
    public virtual Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <inheritdoc cref="Level.List{T}"/>
    protected static ParentLevel<TItem> List<TItem>(IReadOnlyList<TItem> list) => Level.List(list);

    /// <inheritdoc cref="Level.Source{T, TCursor}"/>
    protected static Level<TItem> Source<TItem, TCursor>(
        Func<TCursor?, CancellationToken, IAsyncEnumerable<(TItem Item, TCursor After)>> source) => Level.Source(source);

    /// <inheritdoc/>
    protected internal sealed override CollectionWalk<T> Open(WalkStart start) => Collection().Open(start);

    /// <inheritdoc/>
    protected internal sealed override void Check(IServiceProvider services) => Collection().Check(GetType().Name);

    /// <inheritdoc/>
    protected internal sealed override async Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ItemCount.Of(await CountAsync(cancellationToken).ConfigureAwait(false));
}
