using System.Globalization;

namespace MaintenanceTasks;

internal sealed class ListWalk<T> : CollectionWalk<T>
{
    private readonly IReadOnlyList<T> _list;
    private readonly int _end;
    private int _index;
    private int _mark = -1;

    public ListWalk(IReadOnlyList<T> list, WalkStart start)
    {
        _list = list;
        _index = Position(start.After, start) ?? -1;
        _end = Position(start.High, start) ?? list.Count - 1;
        if (_index >= list.Count || _end >= list.Count)
        {
            throw new CursorMismatchException(start.Task, (start.High ?? start.After)!, $"an index below {list.Count}, the length of the list");
        }
    }

    public override T Current => _list[_index];

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken) => new(_index < _end && ++_index <= _end);

    /// <summary>Begins with the element at the cursor instead of the one after it.</summary>
    public void StepBack() => _index--;

    public override string CursorAfterCurrent() => _index.ToString(CultureInfo.InvariantCulture);

    public override string? CursorBeforeCurrent() => _index == 0 ? null : (_index - 1).ToString(CultureInfo.InvariantCulture);

    public override void Mark() => _mark = _index;

    public override string? CursorAtMark() => _mark < 0 ? null : _mark.ToString(CultureInfo.InvariantCulture);

    public override string KeyOfCurrent() => CursorAfterCurrent();

    /// <summary>Indexes that cut what is left into parts whose lengths differ by at most one.</summary>
    public IReadOnlyList<string> Cuts(int parts)
    {
        var (first, left) = (_index + 1, _end - _index);
        return
        [
            .. Enumerable.Range(1, parts - 1).Select(part => first + (int)((long)left * part / parts) - 1).Where(cut => cut > _index && cut < _end).Distinct()
                .Select(cut => cut.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static int? Position(string? cursor, WalkStart start) => cursor is null ? null
        : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index
        : throw new CursorMismatchException(start.Task, cursor, "the index of the last element done");
}
