namespace MaintenanceTasks.Csv;

/// <summary>A walk over the rows of a file.</summary>
internal sealed class CsvWalk<TRow>(CsvRowReader<TRow> rows, WalkStart start) : CollectionWalk<TRow>
{
    private CsvCursor? _before;
    private CsvCursor? _after;
    private CsvCursor? _mark;

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
        if (read) (_before, _after) = (_after, rows.After);
        return read;
    }

    public override string CursorAfterCurrent() => rows.After.Write();

    public override string? CursorBeforeCurrent() => _before?.Write() ?? start.After;

    public override void Mark() => _mark = rows.After;

    public override string? CursorAtMark() => _mark?.Write();

    public override string KeyOfCurrent() => rows.KeyInHand();

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
