namespace MaintenanceTasks.Csv;

/// <summary>A row, as a place in a file whose positions can be asked for later.</summary>
internal readonly record struct CsvPlace<TRow>(CsvBlock<TRow> Block, int Row)
{
    /// <summary>How many rows of the file are before it.</summary>
    public long Number => Block.Start.Row + Row;

    public CsvCursor Before => Row == 0 ? Block.Start : Block.After(Row - 1);

    public CsvCursor After => Block.After(Row);
}
