using System.Globalization;
using System.Runtime.ExceptionServices;

namespace MaintenanceTasks.Csv;

/// <summary>
/// A walk over the rows of a file, so many at a time. Its positions are those between rows, so that the size may change. A faulty
/// row ends the batch before it and is an item of its own.
/// </summary>
internal sealed class CsvBatchWalk<TRow>(CsvRowReader<TRow> rows, WalkStart start, int size) : CollectionWalk<IReadOnlyList<TRow>>
{
    private List<TRow> _current = [];
    private CsvCursor? _before;
    private CsvCursor? _after;
    private string _key = "";
    private CsvFileException? _fault;
    private CsvFileException? _nextFault;
    private ExceptionDispatchInfo? _broken;
    private bool _ended;

    public override IReadOnlyList<TRow> Current => _current;

    public override int CurrentTicks => Math.Max(1, _current.Count);

    public override Exception? CurrentFault => _fault;

    public override bool PageEnded => true;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        _broken?.Throw();
        if (_nextFault is not null) return TakeFault();
        if (_ended) return false;
        var batch = new List<TRow>(Math.Min(size, 10_000));
        long first = 0;
        try
        {
            while (batch.Count < size)
            {
                _ended = !await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (_ended) break;
                _nextFault = rows.Fault;
                if (_nextFault is not null) break;
                if (batch.Count == 0) first = rows.Line;
                batch.Add(rows.Current);
            }
        }
        catch (CsvFileException exception) when (batch.Count > 0)
        {
            // The rows before the faulty one are a batch; the fault comes after it.
            _broken = ExceptionDispatchInfo.Capture(exception);
        }

        if (batch.Count == 0) return _nextFault is not null && TakeFault();
        var after = _nextFault is null ? rows.Place.After : rows.Place.Before;
        (_current, _fault, _before, _after) = (batch, null, _after, after);
        _key = string.Create(CultureInfo.InvariantCulture, $"rows {after.Row - batch.Count + 1} to {after.Row}, from line {first}");
        return true;
    }

    private bool TakeFault()
    {
        (_current, _fault, _nextFault, _before, _after) = ([], _nextFault, null, _after, rows.Place.After);
        _key = rows.KeyInHand();
        return true;
    }

    public override string CursorAfterCurrent() => _after!.Value.Write();

    public override string? CursorBeforeCurrent() => _before?.Write() ?? start.After;

    public override string KeyOfCurrent() => _key;

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
