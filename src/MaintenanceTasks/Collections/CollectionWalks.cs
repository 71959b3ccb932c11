namespace MaintenanceTasks;

/// <summary>The walks every kind of task can use.</summary>
public static class CollectionWalk
{
    /// <summary>Walks a list by index.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="list">The list.</param>
    /// <param name="start">Where to begin and end.</param>
    /// <exception cref="CursorMismatchException">The position is not an index of the list.</exception>
    /// <exception cref="TaskNotUsableException">There is no list.</exception>
    public static CollectionWalk<T> OverList<T>(IReadOnlyList<T> list, WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (list is null) throw new TaskNotUsableException($"The collection of {start.Task} is null. Return a list, an empty one when there is nothing to do.");
        return new ListWalk<T>(list, start);
    }

    /// <summary>Indexes that cut a range of a list into parts of the same length, as cursors.</summary>
    internal static IReadOnlyList<string> CutsOfList<T>(IReadOnlyList<T> list, WalkStart range, int parts) => new ListWalk<T>(list, range).Cuts(parts);

    /// <summary>Walks a source that can go on after a typed cursor.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <typeparam name="TCursor">The position after an item; stored as JSON.</typeparam>
    /// <param name="source">The source.</param>
    /// <param name="start">Where to begin.</param>
    /// <exception cref="CursorMismatchException">The position is not a JSON value of <typeparamref name="TCursor"/>.</exception>
    public static CollectionWalk<T> OverSource<T, TCursor>(
        Func<TCursor?, CancellationToken, IAsyncEnumerable<(T Item, TCursor After)>> source, WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(start);
        return new SourceWalk<T, TCursor>(source, start);
    }

    /// <summary>Yields a single item, once.</summary>
    /// <param name="start">Where to begin.</param>
    public static CollectionWalk<OneOffItem> Once(WalkStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new OneOffWalk(start);
    }
}
