namespace MaintenanceTasks.Csv;

/// <summary>The rows between two positions of a file, in blocks.</summary>
internal interface ICsvBlocks<TRow> : IAsyncDisposable
{
    /// <summary>The next block: it has a row, or is the last. None comes after that. What is wrong with the file after its rows is said by the block.</summary>
    ValueTask<CsvBlock<TRow>> ReadAsync(CancellationToken cancellationToken);
}
