using System.Globalization;
using CsvHelper;
using CsvHelper.TypeConversion;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Reads the rows of the run's file between two positions. To begin in the middle it reads the header, then goes to the byte: the rows
/// before are not read.
/// </summary>
/// <typeparam name="TRow">What a row is taken as; <see cref="RowBounds"/> to only learn where rows begin.</typeparam>
internal sealed class CsvRowReader<TRow>(CurrentRunFile files, WalkStart start, CsvOptions options, Action<CsvContext> configure) : IAsyncDisposable
{
    private readonly CsvCursor? _after = CsvCursor.Read(start);
    private readonly CsvCursor? _end = CsvCursor.ReadEnd(start);
    private CsvTable? _table;
    private CountingReader _text = null!;
    private CsvReader? _csv;

    /// <summary>The row in hand: the last one read.</summary>
    public TRow Current { get; private set; } = default!;

    /// <summary>The position after the row in hand.</summary>
    public CsvCursor After { get; private set; }

    /// <summary>The line on which the row in hand begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the row in hand cannot be taken as a <typeparamref name="TRow"/>, or null. The rows after it can be read all the same.</summary>
    public CsvFileException? Fault { get; private set; }

    /// <summary>Names the row in hand for messages.</summary>
    public string KeyInHand() => string.Create(CultureInfo.InvariantCulture, $"row {After.Row}, line {Line}");

    /// <summary>Reads the next row; false at the end. When it throws, the row in hand is still the one before.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken) =>
        _csv is not null && _text.IsAhead ? new(Read(_csv)) : ReadMoreAsync(cancellationToken);

    private async ValueTask<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (_csv is null) await OpenAsync(cancellationToken).ConfigureAwait(false);
        await _text.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
        return Read(_csv!);
    }

    private bool Read(CsvReader csv)
    {
        if (After.Byte >= _end?.Byte) return false;
        CsvFileException? fault;
        try
        {
            if (!csv.Read()) return false;
            fault = Take(csv);
        }
        catch (CsvHelperException exception)
        {
            throw Faulty(CsvFaults.Describe(exception, csv), exception);
        }
        catch (RunFileDamagedException exception)
        {
            throw new CsvFileException(_table!.Name, After.Line + 1, $"the row, or one of those after it, cannot be read. {exception.Message}", exception);
        }

        Fault = fault;
        Line = LineInHand();
        _text.MoveTo(csv.Parser.CharCount);
        After = _text.At with { Row = After.Row + 1 };
        return true;
    }

    /// <summary>Takes the row the parser has; what is wrong with it alone is answered, so that the walk can go on after it.</summary>
    private CsvFileException? Take(CsvReader csv)
    {
        if (csv.Parser.Count < _table!.Columns && !options.AllowShortRows)
        {
            var fault = Faulty(string.Create(CultureInfo.InvariantCulture, $"expected {_table.Columns} fields, found {csv.Parser.Count}."));

            // A short row of several lines is rather a quote that is not closed: nobody knows how many rows it has swallowed.
            return _text.LineOf(csv.Parser.CharCount) - fault.Line > 1 ? throw fault : fault;
        }

        if (typeof(TRow) == typeof(RowBounds)) return null;
        try
        {
            Current = typeof(TRow) == typeof(string[]) ? (TRow)(object)csv.Parser.Record! : csv.GetRecord<TRow>();
            return null;
        }
        catch (CsvHelperException exception) when (exception is TypeConverterException or CsvHelper.MissingFieldException or FieldValidationException)
        {
            return Faulty(CsvFaults.Describe(exception, csv), exception);
        }
    }

    private CsvFileException Faulty(string what, Exception? inner = null) => new(_table!.Name, LineInHand(), what, inner);

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
            if (typeof(TRow) != typeof(string[]) && typeof(TRow) != typeof(object) && typeof(TRow) != typeof(RowBounds)) csv.ValidateHeader<TRow>();
            _text.MoveTo(csv.Parser.CharCount);
        }
        catch (CsvHelperException exception)
        {
            throw new CsvFileException(_table!.Name, _table.HeaderLine, CsvFaults.Describe(exception, csv), exception);
        }
    }

    // The raw record begins after the comments and blank lines before it; it is a copy, so that it is asked for only where there are such.
    private long LineInHand() => _text.AtMark is { } next && next is not ('\r' or '\n') && next != options.Comment
        ? _text.At.Line + 1
        : _text.LineOf(_csv!.Parser.CharCount - _csv.Parser.RawRecord.Length);
}
