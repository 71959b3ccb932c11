using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A walk over whole entities, a page at a time.</summary>
/// <param name="query">The query.</param>
/// <param name="db">The context that tracks them, or null.</param>
/// <param name="start">The position it begins after, as stored.</param>
/// <param name="withStart">True to begin with the row at the query's position, if it still is there.</param>
/// <param name="isOneOfMany">
/// True to end with a page that is not full, which saves a question for each of many short walks. Otherwise it ends when nothing comes after the
/// position any more, so that rows which come while the last page is processed are done too.
/// </param>
/// <param name="copies">What is to know each page as it was read.</param>
/// <param name="connection">What keeps the connection between pages, or null.</param>
internal sealed class EntityWalk<T>(
    KeyedQuery<T> query, DbContext? db, string? start, bool withStart = false, bool isOneOfMany = false, PageCopies<T>? copies = null,
    KeptConnection? connection = null) : CollectionWalk<T>
    where T : class
{
    // As they were read: Process may change a column that is walked by, and a tracker that was cleared knows no shadow property.
    private readonly KeyValues<T>[] _keys = query.NewKeys();
    private List<T> _page = [];
    private object[]? _before = withStart ? null : query.Position;
    private bool _atStart = withStart;
    private bool _isMarked;
    private int _index = -1;
    private bool _ended;

    public override T Current => _page[_index];

    public override bool PageEnded => _index == _page.Count - 1;

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_index >= _page.Count - 1) return ReadPageAsync(cancellationToken);
        _index++;
        return new(true);
    }

    public override string CursorAfterCurrent() => query.Cursor.Write(KeyAt(_index));

    public override string? CursorBeforeCurrent() => _index > 0 ? query.Cursor.Write(KeyAt(_index - 1))
        : _before is null ? start : query.Cursor.Write(_before);

    public override string KeyOfCurrent() => query.Cursor.Describe(KeyAt(_index));

    public override void Mark()
    {
        foreach (var column in _keys) column.Mark(_index);
        _isMarked = true;
    }

    public override string? CursorAtMark() => _isMarked ? query.Cursor.Write([.. _keys.Select(column => column.Marked)]) : null;

    public override IReadOnlyCollection<string> KeysOfPage() => [.. Enumerable.Range(0, _page.Count).Select(row => query.Cursor.Describe(KeyAt(row)))];

    public override void PageCommitted()
    {
        if (db is null || _page.Count == 0) return;

        // What a page that ended early has not reached yet is read again: the tracker forgets the whole page.
        query.MoveTo(KeyAt(_index));
        _ended &= PageEnded;
        (_page, _index) = ([], -1);
        db.ChangeTracker.Clear();
    }

    public override ValueTask DisposeAsync()
    {
        connection?.Release();
        return base.DisposeAsync();
    }

    private object[] KeyAt(int row) => [.. _keys.Select(column => column[row])];

    private async ValueTask<bool> ReadPageAsync(CancellationToken cancellationToken)
    {
        if (_ended) return false;
        if (_page.Count > 0) query.MoveTo(KeyAt(_page.Count - 1));
        var page = await PageReading.TryAsync(() => ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (page.Count == 0) return false;
        (_page, _index) = (page, 0);
        foreach (var column in _keys) column.Take(page, db);
        copies?.Take(page);
        return true;
    }

    private async Task<List<T>> ReadAsync(CancellationToken cancellationToken)
    {
        if (connection is not null) await connection.BeforePageAsync(copies is { AreWanted: true }, cancellationToken).ConfigureAwait(false);
        if (_atStart)
        {
            var row = await query.ReadAtPositionAsync(cancellationToken).ConfigureAwait(false);
            _atStart = false;
            if (row.Count > 0) return row;
        }

        var page = await query.ReadAsync(PageSize, cancellationToken).ConfigureAwait(false);
        _ended = isOneOfMany && page.Count < PageSize;
        if (page.Count > 0) _before = query.Position;
        return page;
    }
}
