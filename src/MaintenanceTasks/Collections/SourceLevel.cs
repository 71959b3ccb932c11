namespace MaintenanceTasks;

internal sealed class SourceLevel<T, TCursor>(Func<TCursor?, CancellationToken, IAsyncEnumerable<(T Item, TCursor After)>> source) : Level<T>
{
    public override CollectionWalk<T> Open(WalkStart start) => new SourceWalk<T, TCursor>(source, start);
}
