namespace MaintenanceTasks;

/// <summary>The rows of a collection within one key range, as a query to update or delete them by.</summary>
/// <typeparam name="T">The entity.</typeparam>
public sealed class Batch<T>
{
    internal Batch(IQueryable<T> rows, int count, IReadOnlyList<object>? after, IReadOnlyList<object> upTo) =>
        (Rows, Count, After, UpTo) = (rows, count, after, upTo);

    /// <summary>The collection, its own filter included, restricted to the key range. Not executed yet.</summary>
    public IQueryable<T> Rows { get; }

    /// <summary>How many rows the range had when it was found.</summary>
    public int Count { get; }

    /// <summary>The key values the range begins after, or null at the very beginning; for SQL of your own.</summary>
    public IReadOnlyList<object>? After { get; }

    /// <summary>The key values the range ends with, included; for SQL of your own.</summary>
    public IReadOnlyList<object> UpTo { get; }
}
