using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MaintenanceTasks;

internal sealed class SourceWalk<T, TCursor>(
    Func<TCursor?, CancellationToken, IAsyncEnumerable<(T Item, TCursor After)>> source, WalkStart start) : CollectionWalk<T>
{
    // An object could be one that the source changes while it goes on: it is written down at once.
    private static readonly bool CanWait = typeof(TCursor) == typeof(string) || !RuntimeHelpers.IsReferenceOrContainsReferences<TCursor>();
    private readonly TCursor? _after = Read(start);
    private IAsyncEnumerator<(T Item, TCursor After)>? _items;
    private (T Item, TCursor After) _current;
    private TCursor _before = default!;
    private TCursor _mark = default!;
    private bool _isMarked;
    private int _moved;

    public override T Current => _current.Item;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        _items ??= source(_after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (!await _items.MoveNextAsync().ConfigureAwait(false)) return false;
        if (_moved < 2) _moved++;
        _before = _current.After;
        _current = _items.Current;
        return true;
    }

    public override string CursorAfterCurrent() => JsonSerializer.Serialize(_current.After);

    public override string? CursorBeforeCurrent() => _moved < 2 ? start.After : JsonSerializer.Serialize(_before);

    public override void Mark()
    {
        if (!CanWait) base.Mark();
        (_mark, _isMarked) = (_current.After, true);
    }

    public override string? CursorAtMark() => CanWait && _isMarked ? JsonSerializer.Serialize(_mark) : base.CursorAtMark();

    public override string KeyOfCurrent() => CursorAfterCurrent();

    public override async ValueTask DisposeAsync()
    {
        if (_items is not null) await _items.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private static TCursor? Read(WalkStart start)
    {
        if (start.After is not { } cursor) return default;
        try
        {
            return JsonSerializer.Deserialize<TCursor>(cursor);
        }
        catch (JsonException)
        {
            throw new CursorMismatchException(start.Task, cursor, $"a JSON value of type {typeof(TCursor).Name}");
        }
    }
}
