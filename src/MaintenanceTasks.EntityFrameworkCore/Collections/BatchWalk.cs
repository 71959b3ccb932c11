namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A walk over key ranges of so many rows.</summary>
internal sealed class BatchWalk<T>(KeyedQuery<T> query, int batchSize, string? start) : CollectionWalk<Batch<T>>
    where T : class
{
    private Batch<T>? _current;
    private bool _ended;

    public override Batch<T> Current => _current!;

    public override int CurrentTicks => Current.Count;

    public override bool PageEnded => true;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_current is not null) query.MoveTo([.. _current.UpTo]);
        if (_ended) return false;
        var keys = await PageReading.TryAsync(() => query.ReadKeysAsync(batchSize, cancellationToken), cancellationToken).ConfigureAwait(false);
        _ended = keys.Count < batchSize;
        if (keys.Count == 0) return false;
        _current = new Batch<T>(query.RowsUpTo(keys[^1]), keys.Count, query.Position, keys[^1]);
        return true;
    }

    public override string CursorAfterCurrent() => query.Cursor.Write(Current.UpTo);

    public override string? CursorBeforeCurrent() => Current.After is { } after ? query.Cursor.Write(after) : start;

    public override string KeyOfCurrent() => Current.After is { } after
        ? $"after {query.Cursor.Describe(after)} up to {query.Cursor.Describe(Current.UpTo)}"
        : $"up to {query.Cursor.Describe(Current.UpTo)}";
}
