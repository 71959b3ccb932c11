namespace MaintenanceTasks;

/// <summary>A task over a list. Its cursor is the index, so the list must be the same each time it is asked for.</summary>
/// <typeparam name="T">The element.</typeparam>
public abstract class ListTask<T> : ItemTask<T>
{
    /// <summary>The list to walk. Asked for once a slice.</summary>
    public abstract IReadOnlyList<T> Collection();

    /// <inheritdoc/>
    protected internal sealed override CollectionWalk<T> Open(WalkStart start) => CollectionWalk.OverList(Collection(), start);

    /// <inheritdoc/>
    protected internal sealed override bool CanSplit => true;

    /// <inheritdoc/>
    protected internal sealed override Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken) =>
        Task.FromResult(CollectionWalk.CutsOfList(Collection(), range, parts));

    /// <inheritdoc/>
    protected internal sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Task.FromResult(ItemCount.Exactly(Collection().Count));
}
