namespace MaintenanceTasks;

/// <summary>The levels of nested collections every kind of task can use.</summary>
public static class Level
{
    /// <summary>A list. It must be the same each time it is asked for, because its cursor is the index.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="list">The list.</param>
    public static ParentLevel<T> List<T>(IReadOnlyList<T> list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new ListLevel<T>(list);
    }

    /// <summary>A source that can go on after a typed cursor. It is the innermost level.</summary>
    /// <typeparam name="T">The item.</typeparam>
    /// <typeparam name="TCursor">The position after an item; stored as JSON.</typeparam>
    /// <param name="source">Yields the items after a position, each with the position after it.</param>
    public static Level<T> Source<T, TCursor>(Func<TCursor?, CancellationToken, IAsyncEnumerable<(T Item, TCursor After)>> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new SourceLevel<T, TCursor>(source);
    }
}
