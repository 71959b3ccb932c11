namespace MaintenanceTasks.Csv;

/// <summary>A walk over the rows of a file.</summary>
internal sealed class CsvWalk<TRow>(CsvRowReader<TRow> rows, WalkStart start) : CollectionWalk<TRow>
{
    private CsvPlace<TRow>? _mark;
    private int _moved;

    public override TRow Current => rows.Current;

    public override Exception? CurrentFault => rows.Fault;

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        var reading = rows.ReadAsync(cancellationToken);
        return reading.IsCompletedSuccessfully ? new(Moved(reading.Result)) : AwaitAsync(reading);
    }

    private async ValueTask<bool> AwaitAsync(ValueTask<bool> reading) => Moved(await reading.ConfigureAwait(false));

    private bool Moved(bool read)
    {
        if (read && _moved < 2) _moved++;
        return read;
    }

    public override string CursorAfterCurrent() => rows.Place.After.Write();

    public override string? CursorBeforeCurrent() => _moved < 2 ? start.After : rows.Place.Before.Write();

    public override void Mark() => _mark = rows.Place;

    public override string? CursorAtMark() => _mark?.After.Write();

    public override string KeyOfCurrent() => rows.KeyInHand();

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
