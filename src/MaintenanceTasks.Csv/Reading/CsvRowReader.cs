using CsvHelper;
using CsvHelper.Configuration;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Reads the rows of the run's file after a position. To begin in the middle it reads the header, then goes to the byte: the rows
/// before are not read.
/// </summary>
internal sealed class CsvRowReader<TRow>(CurrentRunFile files, WalkStart start, CsvOptions options, Action<CsvContext> configure) : IAsyncDisposable
{
    private readonly CsvCursor? _after = CsvCursor.Read(start);
    private CsvTable? _table;
    private CountingReader _text = null!;
    private CsvReader? _csv;

    /// <summary>The row in hand: the last one read.</summary>
    public TRow Current { get; private set; } = default!;

    /// <summary>The position after the row in hand.</summary>
    public CsvCursor After { get; private set; }

    /// <summary>The line on which the row in hand begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Reads the next row; false at the end. When it throws, the row in hand is still the one before.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_csv is null) await OpenAsync(cancellationToken).ConfigureAwait(false);
        var csv = _csv!;
        try
        {
            if (!await csv.ReadAsync().ConfigureAwait(false)) return false;
            if (csv.Parser.Count < _table!.Columns && !options.AllowShortRows)
            {
                throw new CsvFileException(_table.Name, LineInHand(), $"expected {_table.Columns} fields, found {csv.Parser.Count}.");
            }

            Current = typeof(TRow) == typeof(string[]) ? (TRow)(object)csv.Parser.Record! : csv.GetRecord<TRow>();
            Line = LineInHand();
            _text.MoveTo(csv.Parser.CharCount);
            After = _text.At with { Row = After.Row + 1 };
            return true;
        }
        catch (CsvHelperException exception)
        {
            throw new CsvFileException(_table!.Name, LineInHand(), CsvFaults.Describe(exception, csv), exception);
        }
        catch (RunFileDamagedException exception)
        {
            throw new CsvFileException(_table!.Name, After.Line + 1, $"the row, or one of those after it, cannot be read. {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _csv?.Dispose();
        if (_table is not null) await _table.Content.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(cancellationToken).ConfigureAwait(false);
        if (_after is { } after && after.Byte > file.Size)
        {
            throw new CursorMismatchException(start.Task, start.After!, $"a byte up to {file.Size}, the size of {file.Name}");
        }

        _table = await CsvTable.OpenAsync(file, files.Open(file), options, cancellationToken).ConfigureAwait(false);
        After = _after ?? _table.Begin;
        _table.Content.Position = After.Byte;
        _text = new CountingReader(_table.Content, _table.Encoding, After, _table.Name, _table.Header);
        var csv = new CsvReader(_text, CsvFiles.Configuration(options), leaveOpen: true);
        configure(csv.Context);
        if (_table.Header.Length > 0) await ReadHeaderAsync(csv).ConfigureAwait(false);
        _csv = csv;
    }

    private async Task ReadHeaderAsync(CsvReader csv)
    {
        try
        {
            await csv.ReadAsync().ConfigureAwait(false);
            csv.ReadHeader();
            if (typeof(TRow) != typeof(string[]) && typeof(TRow) != typeof(object)) csv.ValidateHeader<TRow>();
            _text.MoveTo(csv.Parser.CharCount);
        }
        catch (Exception exception) when (exception is HeaderValidationException or ReaderException or ConfigurationException)
        {
            throw new CsvFileException(_table!.Name, _table.HeaderLine, CsvFaults.Describe((CsvHelperException)exception, csv), exception);
        }
    }

    // The raw record begins after the comments and blank lines before it; it is a copy, so that it is asked for only where there are such.
    private long LineInHand() => _text.AtMark is { } next && next is not ('\r' or '\n') && next != options.Comment
        ? _text.At.Line + 1
        : _text.LineOf(_csv!.Parser.CharCount - _csv.Parser.RawRecord.Length);
}
