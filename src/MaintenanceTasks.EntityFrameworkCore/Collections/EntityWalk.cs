using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A walk over whole entities, a page at a time.</summary>
internal sealed class EntityWalk<T>(KeyedQuery<T> query, DbContext? db, string? start) : CollectionWalk<T>
    where T : class
{
    private List<T> _page = [];
    private object[]? _before = query.Position;
    private int _index = -1;
    private bool _ended;

    public override T Current => _page[_index];

    public override bool PageEnded => _index == _page.Count - 1;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_index < _page.Count - 1)
        {
            _index++;
            return true;
        }

        if (_ended) return false;
        if (_page.Count > 0) query.MoveTo(query.KeyOf(_page[^1], db));
        var page = await PageReading.TryAsync(() => query.ReadAsync(PageSize, cancellationToken), cancellationToken).ConfigureAwait(false);
        _ended = page.Count < PageSize;
        if (page.Count == 0) return false;
        _before = query.Position;
        (_page, _index) = (page, 0);
        return true;
    }

    public override string CursorAfterCurrent() => query.Cursor.Write(query.KeyOf(Current, db));

    public override string? CursorBeforeCurrent() => _index > 0 ? query.Cursor.Write(query.KeyOf(_page[_index - 1], db))
        : _before is null ? start : query.Cursor.Write(_before);

    public override string KeyOfCurrent() => query.Cursor.Describe(query.KeyOf(Current, db));

    public override IReadOnlyCollection<string> KeysOfPage() => [.. _page.Select(entity => query.Cursor.Describe(query.KeyOf(entity, db)))];

    public override void PageCommitted()
    {
        if (db is null || _page.Count == 0) return;

        // What a page that ended early has not reached yet is read again: the tracker forgets the whole page.
        query.MoveTo(query.KeyOf(Current, db));
        _ended &= PageEnded;
        (_page, _index) = ([], -1);
        db.ChangeTracker.Clear();
    }
}
