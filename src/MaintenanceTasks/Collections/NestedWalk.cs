using System.Text.Json;

namespace MaintenanceTasks;

/// <summary>A walk over the children of parents, a parent after the other. Its cursor names the parent and the position among its children.</summary>
internal sealed class NestedWalk<TParent, T> : CollectionWalk<T>
{
    // Parents grow old while their children are walked, so that not many are read ahead.
    private const int ParentsAtOnce = 20;
    private readonly CollectionWalk<TParent> _parents;
    private readonly Func<TParent, Level<T>> _children;
    private readonly WalkStart _start;
    private (JsonElement Parent, string? Below)? _resumed;
    private Family? _current;
    private Family? _next;
    private Family? _marked;
    private int _inPage;

    public NestedWalk(ParentLevel<TParent> parents, Func<TParent, Level<T>> children, WalkStart start)
    {
        (_children, _start, _resumed) = (children, start, NestedCursor.Read(start));
        _parents = parents.OpenParents(start with { Cursor = _resumed?.Parent.GetRawText(), Low = null, High = null });
        _parents.PageSize = ParentsAtOnce;
    }

    public override T Current => _current!.Walk.Current;

    public override int CurrentTicks => _current!.Walk.CurrentTicks;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _next ??= await NextFamilyAsync(cancellationToken).ConfigureAwait(false);
            if (_next is null) return false;

            // Only as many as the page still takes: what it leaves over would be read again after it has committed.
            _next.Walk.PageSize = Math.Max(1, PageSize - _inPage);
            if (await _next.Walk.MoveNextAsync(cancellationToken).ConfigureAwait(false)) break;
            if (_next != _current) await _next.Walk.DisposeAsync().ConfigureAwait(false);
            _next = null;
        }

        if (_current is not null && _current != _next) await _current.Walk.DisposeAsync().ConfigureAwait(false);
        _current = _next;
        _inPage++;
        return true;
    }

    public override string CursorAfterCurrent() => _current!.Write(_current.Walk.CursorAfterCurrent());

    public override string? CursorBeforeCurrent() => _current!.Write(_current.Walk.CursorBeforeCurrent());

    public override void Mark()
    {
        _marked = _current!;
        _marked.Walk.Mark();
    }

    public override string? CursorAtMark() => _marked?.Write(_marked.Walk.CursorAtMark());

    public override string KeyOfCurrent() => $"{_current!.Key}/{_current.Walk.KeyOfCurrent()}";

    public override void PageCommitted()
    {
        _inPage = 0;
        _current?.Walk.PageCommitted();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_next is not null && _next != _current) await _next.Walk.DisposeAsync().ConfigureAwait(false);
        if (_current is not null) await _current.Walk.DisposeAsync().ConfigureAwait(false);
        await _parents.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Opens the children of the next parent; null after the last.</summary>
    private async ValueTask<Family?> NextFamilyAsync(CancellationToken cancellationToken)
    {
        if (!await _parents.MoveNextAsync(cancellationToken).ConfigureAwait(false)) return null;
        var parent = _parents.CursorAfterCurrent();
        var below = _resumed is { } resumed && NestedCursor.IsAt(resumed.Parent, parent) ? resumed.Below : null;
        _resumed = null;
        var level = _children(_parents.Current);
        return new Family(parent, _parents.KeyOfCurrent(), level.Open(_start with { Cursor = below, Low = null, High = null }), level.IsNested);
    }

    /// <summary>A parent, and the walk over its children.</summary>
    private sealed record Family(string Parent, string Key, CollectionWalk<T> Walk, bool IsNested)
    {
        public string Write(string? below) => NestedCursor.Write(Parent, below, IsNested);
    }
}
