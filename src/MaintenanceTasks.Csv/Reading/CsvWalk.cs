namespace MaintenanceTasks.Csv;

/// <summary>A walk over the rows of a file.</summary>
internal sealed class CsvWalk<TRow>(CsvRowReader<TRow> rows, WalkStart start) : CollectionWalk<TRow>
{
    private CsvCursor? _before;
    private CsvCursor? _after;

    public override TRow Current => rows.Current;

    public override Exception? CurrentFault => rows.Fault;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (!await rows.ReadAsync(cancellationToken).ConfigureAwait(false)) return false;
        (_before, _after) = (_after, rows.After);
        return true;
    }

    public override string CursorAfterCurrent() => rows.After.Write();

    public override string? CursorBeforeCurrent() => _before?.Write() ?? start.After;

    public override string KeyOfCurrent() => rows.KeyInHand();

    public override async ValueTask DisposeAsync()
    {
        await rows.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
