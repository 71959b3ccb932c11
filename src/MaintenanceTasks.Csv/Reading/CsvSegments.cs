namespace MaintenanceTasks.Csv;

/// <summary>
/// Gives the text of the run's file between two positions, in segments. To begin in the middle it reads the header, then goes to the byte: the
/// rows before are not read.
/// </summary>
internal sealed class CsvSegments(CurrentRunFile files, WalkStart start, CsvOptions options) : IAsyncDisposable
{
    private readonly CsvCursor? _after = CsvCursor.Read(start);
    private CountingReader? _text;
    private CsvTable? _table;

    /// <summary>What the beginning of the file says, once a segment was read.</summary>
    public CsvTable Table => _table!;

    /// <summary>Where the first segment begins, with the number of rows before it; once one was read.</summary>
    public CsvCursor Start => _after ?? Table.Begin;

    /// <summary>The next segment. None comes after the last.</summary>
    public async ValueTask<CsvSegment> ReadAsync(CancellationToken cancellationToken)
    {
        var text = _text ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        await text.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
        var start = text.At;
        return new CsvSegment
        {
            Text = text.Take(text.IsEnded ? text.Rest.Length : Cut(text.Rest)),
            Start = start,
            IsLast = text.IsEnded,
            Broken = text.Failure,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null) await _table.Content.DisposeAsync().ConfigureAwait(false);
    }

    private static int Cut(ReadOnlySpan<char> text)
    {
        var cut = text.LastIndexOf('\n');
        if (cut < 0) cut = text[..^1].LastIndexOf('\r');
        return cut < 0 ? text.Length : cut + 1;
    }

    private async Task<CountingReader> OpenAsync(CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(cancellationToken).ConfigureAwait(false);
        if (_after is { } after && after.Byte > file.Size)
        {
            throw new CursorMismatchException(start.Task, start.After!, $"a byte up to {file.Size}, the size of {file.Name}");
        }

        _table = await CsvTable.OpenAsync(file, files.Open(file), options, cancellationToken).ConfigureAwait(false);
        _table.Content.Position = Start.Byte;
        return new CountingReader(_table.Content, _table.Encoding, Start, _table.Name, CsvCursor.ReadEnd(start)?.Byte);
    }
}
