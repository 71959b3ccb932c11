using System.Globalization;
using System.Runtime.ExceptionServices;
using CsvHelper;
using CsvHelper.TypeConversion;

namespace MaintenanceTasks.Csv;

/// <summary>Parses segments. One at a time; which of the file's need not matter to it.</summary>
/// <typeparam name="TRow">What a row is taken as; <see cref="RowBounds"/> to only learn where rows begin.</typeparam>
internal sealed class CsvSegmentParser<TRow> : IDisposable
{
    private readonly CsvTable _table;
    private readonly CsvOptions _options;
    private readonly Action<CsvContext> _configure;
    private readonly int _columns;
    private readonly SegmentText _text;
    private FieldLimit _limit;
    private CsvReader? _csv;
    private CsvRowCreator? _creator;
    private CsvParser _parser = null!;
    private IEnumerator<TRow> _values = null!;
    private CsvSegment _segment = null!;
    private string? _bad;
    private bool _isSpoiled;
    private long _begin;

    public CsvSegmentParser(CsvTable table, CsvOptions options, Action<CsvContext> configure)
    {
        (_table, _options, _configure, _limit) = (table, options, configure, new FieldLimit(options));
        _columns = options.AllowShortRows ? 0 : table.Columns;
        _text = new SegmentText(() => Limit(_text!.Given));
    }

    /// <summary>How many characters of the segment belong to the rows read so far. What is left in the end goes on in the next segment.</summary>
    public int Passed { get; private set; }

    public void Begin(CsvSegment segment)
    {
        if (_csv is not null && (_text.IsDry || Passed < _segment.Text.Length) && !TryRecover()) GiveUp();
        _csv ??= Open();
        _values = Values(_csv);
        (_segment, _begin, _bad, Passed) = (segment, _parser.CharCount, null, 0);
        _text.Give(segment.Text, segment.Broken);
    }

    /// <summary>Reads the next row; false when there is none, or none that is whole.</summary>
    /// <exception cref="CsvFileException">What comes next cannot be read, nor what is after it.</exception>
    public bool TryRead(out CsvRow<TRow> row)
    {
        row = default;
        if (Passed == _segment.Text.Length && _segment.Broken is null) return false;
        CsvFileException? fault = null;
        int end;
        try
        {
            var wrong = Move();
            end = (int)(_parser.CharCount - _begin);
            if (_text.IsDry && !IsLastRow(end)) return false;
            if (_isSpoiled) ExceptionDispatchInfo.Throw(wrong!);
            Limit(end);
            if (wrong is not null || _bad is not null || _parser.Count < _columns) fault = FaultOf(wrong, end);
        }
        catch (CsvHelperException exception)
        {
            _isSpoiled = true;
            throw Faulty(CsvFaults.Describe(exception, _csv!, _options), exception);
        }
        catch (RunFileDamagedException exception)
        {
            throw new CsvFileException(_table.Name, _segment.LineOf(Passed), $"the row, or one of those after it, cannot be read. {exception.Message}", exception);
        }

        row = new CsvRow<TRow>(fault is null ? _values.Current : default!, fault, BeginOfRow(end), end);
        Passed = end;
        return true;
    }

    public void Dispose() => _csv?.Dispose();

    /// <summary>Takes the next row; answers what is wrong with it.</summary>
    private Exception? Move()
    {
        try
        {
            _values.MoveNext();
            return null;
        }
        catch (Exception exception) when (exception is not MaxFieldSizeException)
        {
            _values = Values(_csv!);
            _isSpoiled = exception is not CsvHelperException;
            return exception;
        }
    }

    /// <summary>False for a row that may go on in the next segment.</summary>
    private bool IsLastRow(int end) => _segment.IsLast && end > Passed && _parser.Count > 0;

    /// <summary>What is wrong with a row alone, so that the walk can go on after it; null when nothing is.</summary>
    /// <exception cref="CsvFileException">Nobody knows where the next row begins.</exception>
    private CsvFileException? FaultOf(Exception? wrong, int end)
    {
        if (_parser.Count < _columns)
        {
            var fault = Faulty(string.Create(CultureInfo.InvariantCulture, $"expected {_table.Columns} fields, found {_parser.Count}."));

            // A short row of several lines is rather a quote that is not closed: nobody knows how many rows it has swallowed.
            return _segment.LineOf(end) - fault.Line > 1 ? throw fault : fault;
        }

        if (_bad is not null) throw Faulty(_bad);
        if (wrong is not CsvHelperException exception) return null;
        var described = Faulty(CsvFaults.Describe(exception, _csv!, _options), exception);
        return exception is TypeConverterException or CsvHelper.MissingFieldException or FieldValidationException ? described : throw described;
    }

    /// <summary>Makes the parser forget the rest of a segment, and the row it was in; false when it cannot.</summary>
    private bool TryRecover()
    {
        if (_isSpoiled) return false;
        _segment = null!;
        _text.Give(default);
        while (!_text.IsDry) _csv!.Read();
        var (quote, delimiter) = (_options.Quote?.ToString(), _options.Delimiter);
        var probe = $"{quote}{(quote is null ? "x" : delimiter)}{quote}{delimiter}x\n";
        if (Takes(probe)) return true;
        _text.Give($"{quote}\n".AsMemory());
        _csv!.Read();
        return Takes(probe);
    }

    private void GiveUp()
    {
        _csv!.Dispose();
        _csv = null;
        (_segment, _isSpoiled, _limit) = (null!, false, new FieldLimit(_options));
    }

    private bool Takes(string row)
    {
        _text.Give(row.AsMemory());
        return _csv!.Read() && !_text.IsDry && _csv.Parser.Count == 2 && _csv.Parser.RawRecord == row;
    }

    private void Limit(int end)
    {
        if (end - Passed <= _options.MaxFieldLength || _segment is null) return;
        if (_limit.IsExceeded(_begin + Passed, _segment.Text.Span[Passed..Math.Min(end, _segment.Text.Length)])) throw new MaxFieldSizeException(_csv!.Context);
    }

    private CsvFileException Faulty(string what, Exception? inner = null) => new(_table.Name, _segment.LineOf(BeginOfRow((int)(_parser.CharCount - _begin))), what, inner);

    // The raw record begins after the comments and blank lines before it; it is a copy, so that it is asked for only where there are such.
    private int BeginOfRow(int end) =>
        Passed < _segment.Text.Length && _segment.Text.Span[Passed] is var next && next is not ('\r' or '\n') && next != _options.Comment
            ? Passed
            : end - _parser.RawRecord.Length;

    /// <summary>The rows after those read so far, until one of them cannot be taken.</summary>
    private IEnumerator<TRow> Values(CsvReader csv) =>
        typeof(TRow) == typeof(string[]) ? (IEnumerator<TRow>)Fields(csv)
        : typeof(TRow) == typeof(RowBounds) ? (IEnumerator<TRow>)Bounds(csv)
        : _creator?.Rows<TRow>() ?? csv.GetRecords<TRow>().GetEnumerator();

    private static IEnumerator<string[]> Fields(CsvReader csv)
    {
        while (csv.Read()) yield return csv.Parser.Record!;
    }

    private static IEnumerator<RowBounds> Bounds(CsvReader csv)
    {
        while (csv.Read()) yield return default;
    }

    private CsvReader Open()
    {
        // What is wrong with a field is noted, because a parser that has thrown is of no more use.
        var configuration = CsvFiles.Configuration(_options) with
        {
            MaxFieldSize = 0,
            BadDataFound = bad => _bad ??= CsvFaults.Misquoted((CsvReader)bad.Context.Reader!),
        };
        _parser = new CsvParser(_text, configuration, leaveOpen: true);
        var csv = new CsvReader(_parser);
        _configure(csv.Context);
        _creator = CsvRowCreator.Makes(typeof(TRow)) ? new CsvRowCreator(csv) : null;
        if (_table.Header.Length > 0) ReadHeader(csv);
        return csv;
    }

    private void ReadHeader(CsvReader csv)
    {
        try
        {
            _text.Give(_table.Header.AsMemory());
            csv.Read();
            csv.ReadHeader();
            if (_bad is not null) throw new CsvFileException(_table.Name, _table.HeaderLine, _bad);
            if (typeof(TRow) != typeof(string[]) && typeof(TRow) != typeof(object) && typeof(TRow) != typeof(RowBounds)) csv.ValidateHeader<TRow>();
        }
        catch (CsvHelperException exception)
        {
            throw new CsvFileException(_table.Name, _table.HeaderLine, CsvFaults.Describe(exception, csv, _options), exception);
        }
    }
}
