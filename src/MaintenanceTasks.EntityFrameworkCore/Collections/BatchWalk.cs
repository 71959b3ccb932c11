namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A walk over key ranges of so many rows.</summary>
/// <param name="query">The rows.</param>
/// <param name="batchSize">Rows in a batch; null for as many as a page is to have.</param>
/// <param name="start">The position it begins after, as stored.</param>
internal sealed class BatchWalk<T>(KeyedQuery<T> query, int? batchSize, string? start) : CollectionWalk<Batch<T>>
    where T : class
{
    private Batch<T>? _current;
    private bool _ended;

    public override Batch<T> Current => _current!;

    public override int CurrentTicks => Current.Count;

    public override bool PageEnded => true;

    public override bool PagesByTicks => batchSize is null;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_current is not null) query.MoveTo([.. _current.UpTo]);
        if (_ended) return false;
        var size = batchSize ?? PageSize;
        var (upTo, count) = await PageReading.TryAsync(() => EndAsync(size, cancellationToken), cancellationToken).ConfigureAwait(false);
        _ended = count < size;
        if (upTo is null) return false;
        _current = new Batch<T>(query.RowsUpTo(upTo), count, query.Position, upTo);
        return true;
    }

    /// <summary>The last key of the next batch, and how many rows it has. Only the last batch is read key by key.</summary>
    private async Task<(object[]? UpTo, int Count)> EndAsync(int size, CancellationToken cancellationToken)
    {
        if (await query.ReadKeyAheadAsync(size, cancellationToken).ConfigureAwait(false) is { } key) return (key, size);
        var keys = await query.ReadKeysAsync(size, cancellationToken).ConfigureAwait(false);
        return (keys.Count == 0 ? null : keys[^1], keys.Count);
    }

    public override string CursorAfterCurrent() => query.Cursor.Write(Current.UpTo);

    public override string? CursorBeforeCurrent() => Current.After is { } after ? query.Cursor.Write(after) : start;

    public override string KeyOfCurrent() => Current.After is { } after
        ? $"after {query.Cursor.Describe(after)} up to {query.Cursor.Describe(Current.UpTo)}"
        : $"up to {query.Cursor.Describe(Current.UpTo)}";
}
