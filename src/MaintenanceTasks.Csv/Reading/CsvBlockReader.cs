using System.Globalization;
using System.Runtime.ExceptionServices;
using CsvHelper;
using CsvHelper.TypeConversion;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Parses the rows of the run's file between two positions. To begin in the middle it reads the header, then goes to the byte: the rows
/// before are not read.
/// </summary>
/// <typeparam name="TRow">What a row is taken as; <see cref="RowBounds"/> to only learn where rows begin.</typeparam>
internal sealed class CsvBlockReader<TRow>(CurrentRunFile files, WalkStart start, CsvOptions options, Action<CsvContext> configure) : IAsyncDisposable
{
    private readonly CsvCursor? _after = CsvCursor.Read(start);
    private readonly CsvCursor? _end = CsvCursor.ReadEnd(start);
    private readonly FieldLimit _limit = new(options);
    private CsvRow<TRow>[] _rows = [];
    private int _count;
    private CsvTable? _table;
    private CountingReader _text = null!;
    private CsvReader? _csv;
    private IEnumerator<TRow> _values = null!;
    private CsvCursor _start;
    private long _passed;
    private long _byte;

    /// <summary>Reads at most so many rows. What is wrong with the file after them is said by the block.</summary>
    public async ValueTask<CsvBlock<TRow>> ReadAsync(int most, CancellationToken cancellationToken)
    {
        if (_csv is null) await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (_rows.Length < most) _rows = new CsvRow<TRow>[most];
        _count = 0;
        ExceptionDispatchInfo? broken = null;
        var ended = false;
        try
        {
            while (!ended && _count < most && _passed - _text.Marked < CsvBlock<TRow>.Enough)
            {
                if (!_text.IsAhead) await _text.ReadAheadAsync(cancellationToken).ConfigureAwait(false);
                ended = !Read(_csv!);
            }
        }
        catch (Exception exception)
        {
            broken = ExceptionDispatchInfo.Capture(exception);
        }

        var block = new CsvBlock<TRow>
        {
            Start = _start,
            Rows = _rows[.._count],
            Text = _text.Upto(_passed).ToArray(),
            Encoding = _table!.Encoding,
            IsLast = ended || broken is not null,
            Broken = broken,
        };
        _text.MoveTo(_passed);
        _start = _text.At with { Row = _start.Row + _count };
        return block;
    }

    public async ValueTask DisposeAsync()
    {
        _csv?.Dispose();
        if (_table is not null) await _table.Content.DisposeAsync().ConfigureAwait(false);
    }

    private bool Read(CsvReader csv)
    {
        if (_byte >= _end?.Byte) return false;
        CsvFileException? fault = null;
        try
        {
            if (!TryMove(ref fault)) return false;
        }
        catch (CsvHelperException exception)
        {
            throw Faulty(CsvFaults.Describe(exception, csv, options), exception);
        }
        catch (RunFileDamagedException exception)
        {
            throw new CsvFileException(_table!.Name, _text.LineOf(_passed), $"the row, or one of those after it, cannot be read. {exception.Message}", exception);
        }

        var end = csv.Parser.CharCount;
        _rows[_count++] = new CsvRow<TRow>(fault is null ? _values.Current : default!, fault, (int)(BeginOfRow() - _text.Marked), (int)(end - _text.Marked));
        if (_end is not null) _byte += _text.BytesBetween(_passed, end);
        _passed = end;
        return true;
    }

    /// <summary>Takes the next row; false at the end. What is wrong with it alone is answered, so that the walk can go on after it.</summary>
    private bool TryMove(ref CsvFileException? fault)
    {
        var csv = _csv!;
        try
        {
            if (!_values.MoveNext()) return false;
        }
        catch (CsvHelperException exception) when (IsOfTheRowAlone(exception, csv))
        {
            _values = Values(csv);
            if (!IsShort(csv)) fault = Faulty(CsvFaults.Describe(exception, csv, options), exception);
        }

        Limit(csv, csv.Parser.CharCount);
        if (IsShort(csv))
        {
            fault = Faulty(string.Create(CultureInfo.InvariantCulture, $"expected {_table!.Columns} fields, found {csv.Parser.Count}."));

            // A short row of several lines is rather a quote that is not closed: nobody knows how many rows it has swallowed.
            if (_text.LineOf(csv.Parser.CharCount) - fault.Line > 1) throw fault;
        }

        return true;
    }

    // A row is whole by the time its fields are taken.
    private bool IsOfTheRowAlone(CsvHelperException exception, CsvReader csv) =>
        exception is TypeConverterException or CsvHelper.MissingFieldException or FieldValidationException || (exception is not MaxFieldSizeException && IsShort(csv));

    private bool IsShort(CsvReader csv) => csv.Parser.Count < _table!.Columns && !options.AllowShortRows;

    /// <summary>The rows after those read so far, until one of them cannot be taken.</summary>
    private static IEnumerator<TRow> Values(CsvReader csv) =>
        typeof(TRow) == typeof(string[]) ? (IEnumerator<TRow>)Fields(csv)
        : typeof(TRow) == typeof(RowBounds) ? (IEnumerator<TRow>)Bounds(csv)
        : csv.GetRecords<TRow>().GetEnumerator();

    private static IEnumerator<string[]> Fields(CsvReader csv)
    {
        while (csv.Read()) yield return csv.Parser.Record!;
    }

    private static IEnumerator<RowBounds> Bounds(CsvReader csv)
    {
        while (csv.Read()) yield return default;
    }

    private void Limit(CsvReader csv, long end)
    {
        if (end - _passed > options.MaxFieldLength && _limit.IsExceeded(_passed, _text.Between(_passed, end))) throw new MaxFieldSizeException(csv.Context);
    }

    private CsvFileException Faulty(string what, Exception? inner = null) => new(_table!.Name, _text.LineOf(BeginOfRow()), what, inner);

    // The raw record begins after the comments and blank lines before it; it is a copy, so that it is asked for only where there are such.
    private long BeginOfRow() => _text.CharAt(_passed) is { } next && next is not ('\r' or '\n') && next != options.Comment
        ? _passed
        : _csv!.Parser.CharCount - _csv.Parser.RawRecord.Length;

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(cancellationToken).ConfigureAwait(false);
        if (_after is { } after && after.Byte > file.Size)
        {
            throw new CursorMismatchException(start.Task, start.After!, $"a byte up to {file.Size}, the size of {file.Name}");
        }

        _table = await CsvTable.OpenAsync(file, files.Open(file), options, cancellationToken).ConfigureAwait(false);
        _start = _after ?? _table.Begin;
        _byte = _table.Content.Position = _start.Byte;
        _text = new CountingReader(_table.Content, _table.Encoding, _start, _table.Name, _table.Header);
        var csv = new CsvReader(_text, CsvFiles.Configuration(options) with { MaxFieldSize = 0 }, leaveOpen: true);
        configure(csv.Context);
        _text.Asked = () => Limit(csv, _text.Given);
        if (_table.Header.Length > 0) await ReadHeaderAsync(csv).ConfigureAwait(false);
        (_csv, _values, _passed) = (csv, Values(csv), _text.Marked);
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
            throw new CsvFileException(_table!.Name, _table.HeaderLine, CsvFaults.Describe(exception, csv, options), exception);
        }
    }
}
