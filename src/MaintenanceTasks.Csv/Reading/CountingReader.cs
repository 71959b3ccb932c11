using System.Runtime.ExceptionServices;
using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Gives text to a parser and knows at which byte and line each of its characters is. The parser reads ahead; what it has taken
/// since the mark is kept, and moving the mark counts the bytes between, many rows at a time. That is cheap, where counting a
/// character at a time would cost more than the parsing.
/// </summary>
internal sealed class CountingReader : TextReader
{
    // More than the parser asks for at once, so that it finds all of an ordinary row without waiting.
    private const int Ahead = 16 * 1024;
    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[16 * 1024];
    private readonly string _name;
    private char[] _text = new char[128 * 1024];
    private int _prefix;
    private int _mark;
    private int _given;
    private int _filled;
    private long _marked;
    private bool _broken;
    private bool _ended;
    private ExceptionDispatchInfo? _failed;

    /// <param name="stream">Stands at the byte of <paramref name="at"/>.</param>
    /// <param name="encoding">Made by <see cref="FileEncoding"/>.</param>
    /// <param name="at">Where the stream stands.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="prefix">Text to give first that is not at this place of the file.</param>
    public CountingReader(Stream stream, Encoding encoding, CsvCursor at, string name, string prefix = "")
    {
        (_stream, _encoding, _name, At) = (stream, encoding, name, at);
        _decoder = encoding.GetDecoder();
        if (prefix.Length > _text.Length) _text = new char[prefix.Length * 2];
        prefix.CopyTo(_text);
        _prefix = _filled = prefix.Length;
    }

    /// <summary>Where the mark is; its row is the caller's to count.</summary>
    public CsvCursor At { get; private set; }

    /// <summary>The character the mark is at, counted from the first one given.</summary>
    public long Marked => _marked;

    /// <summary>How many characters the parser has been given.</summary>
    public long Given => _marked + (_given - _mark);

    /// <summary>Called when the parser asks for more: all it was given was not the end of the row.</summary>
    public Action? Asked { get; set; }

    /// <summary>The text from a character after the mark to a later one.</summary>
    public ReadOnlySpan<char> Between(long from, long to) => _text.AsSpan(_mark + (int)(from - _marked), (int)(to - from));

    /// <summary>A character after the mark; null at the end.</summary>
    public char? CharAt(long character) => _mark + (character - _marked) is var index && index < _filled ? _text[index] : null;

    /// <summary>How many bytes there are from a character to a later one.</summary>
    public int BytesBetween(long from, long to) => _encoding.GetByteCount(Upto(to)[Upto(from).Length..]);

    /// <summary>True when there is text for an ordinary row, or no more than there is: it can be parsed without waiting.</summary>
    public bool IsAhead => _filled - _given >= Ahead || _ended || _broken || _failed is not null;

    /// <summary>Reads ahead. What is found to be wrong there is said when the parser comes to it.</summary>
    public async ValueTask ReadAheadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!IsAhead) await FillAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failed = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Moves the mark to a character, counted from the first one given.</summary>
    public void MoveTo(long character)
    {
        var passed = Upto(character);
        At = At with { Line = At.Line + Lines(passed), Byte = At.Byte + _encoding.GetByteCount(passed) };
        var count = (int)(character - _marked);
        _mark += count;
        _prefix = Math.Max(0, _prefix - count);
        _marked = character;
    }

    /// <summary>The number of the line a character is on, from 1.</summary>
    public long LineOf(long character) => At.Line + Lines(Upto(character)) + 1;

    /// <summary>Moves the mark over a line.</summary>
    public async Task SkipLineAsync()
    {
        while (true)
        {
            var end = _text.AsSpan(_given, _filled - _given).IndexOf('\n');
            if (end >= 0)
            {
                _given += end + 1;
                break;
            }

            _given = _filled;
            if (!await FillAsync(default).ConfigureAwait(false)) break;
        }

        MoveTo(_marked + (_given - _mark));
    }

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        Asked?.Invoke();
        return _given == _filled && !await FillAsync(cancellationToken).ConfigureAwait(false) ? 0 : Give(buffer.Span);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    /// <summary>The same for a parser that is called after <see cref="ReadAheadAsync"/>. Only within a row that is longer than what was read ahead does it wait.</summary>
    public override int Read(char[] buffer, int index, int count)
    {
        Asked?.Invoke();
        return _given == _filled && !FillAsync(default).AsTask().GetAwaiter().GetResult() ? 0 : Give(buffer.AsSpan(index, count));
    }

    private int Give(Span<char> buffer)
    {
        var count = Math.Min(buffer.Length, _filled - _given);
        _text.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    /// <summary>Decodes more; false at the end of the file.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _failed?.Throw();
        while (!_ended)
        {
            if (_broken) throw NotDecodable();
            var read = await _stream.ReadAsync(_bytes, cancellationToken).ConfigureAwait(false);
            _ended = read == 0;
            MakeRoom(_encoding.GetMaxCharCount(read));
            var decoded = _decoder.GetChars(_bytes.AsSpan(0, read), _text.AsSpan(_filled), flush: _ended);
            var broken = _text.AsSpan(_filled, decoded).IndexOf(FileEncoding.Broken);
            if (broken >= 0) (_broken, _ended, decoded) = (true, false, broken);
            _filled += decoded;
            if (decoded > 0) return true;
        }

        return false;
    }

    private void MakeRoom(int count)
    {
        if (_text.Length - _filled >= count) return;
        var kept = _filled - _mark;
        var text = kept + count <= _text.Length ? _text : new char[Math.Max(_text.Length * 2, kept + count)];
        _text.AsSpan(_mark, kept).CopyTo(text);
        (_text, _given, _filled, _mark) = (text, _given - _mark, kept, 0);
    }

    /// <summary>The text of the file between the mark and a character.</summary>
    public ReadOnlySpan<char> Upto(long character)
    {
        var passed = _text.AsSpan(_mark, (int)(character - _marked));
        return passed[Math.Min(_prefix, passed.Length)..];
    }

    private CsvFileException NotDecodable()
    {
        var rest = _text.AsSpan(_mark + _prefix, _filled - _mark - _prefix);
        return new CsvFileException(
            _name, At.Line + Lines(rest) + 1,
            $"the bytes at {At.Byte + _encoding.GetByteCount(rest)} are not valid {_encoding.WebName}. Save the file in that encoding, or set CsvOptions.Encoding to its own.");
    }

    // A line ends with \n, \r\n or \r.
    public static int Lines(ReadOnlySpan<char> text)
    {
        var lines = text.Count('\n');
        for (var index = text.IndexOf('\r'); index >= 0;)
        {
            text = text[(index + 1)..];
            if (text.IsEmpty || text[0] != '\n') lines++;
            index = text.IndexOf('\r');
        }

        return lines;
    }
}
