using System.Globalization;
using System.Runtime.ExceptionServices;

namespace MaintenanceTasks.Csv;

/// <summary>A walk over the rows of a file, so many at a time. Its positions are those between rows, so that the size may change.</summary>
internal sealed class CsvBatchWalk<TRow>(CsvRowReader<TRow> rows, WalkStart start, int size) : CollectionWalk<IReadOnlyList<TRow>>
{
    private List<TRow> _current = [];
    private CsvCursor? _before;
    private CsvCursor? _after;
    private string _key = "";
    private ExceptionDispatchInfo? _fault;
    private bool _ended;

    public override IReadOnlyList<TRow> Current => _current;

    public override int CurrentTicks => _current.Count;

    public override bool PageEnded => true;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        _fault?.Throw();
        if (_ended) return false;
        var batch = new List<TRow>(Math.Min(size, 10_000));
        long first = 0;
        try
        {
            while (batch.Count < size)
            {
                if (!await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    _ended = true;
                    break;
                }

                if (batch.Count == 0) first = rows.Line;
                batch.Add(rows.Current);
            }
        }
        catch (CsvFileException exception) when (batch.Count > 0)
        {
            // The rows before the faulty one are a batch; the fault comes after it.
            _fault = ExceptionDispatchInfo.Capture(exception);
        }

        if (batch.Count == 0) return false;
        (_current, _before, _after) = (batch, _after, rows.After);
        _key = string.Create(
            CultureInfo.InvariantCulture, $"rows {rows.After.Row - batch.Count + 1} to {rows.After.Row}, from line {first}");
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
