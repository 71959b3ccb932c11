using System.Runtime.ExceptionServices;
using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Reads text and knows at which byte and line its mark is. What comes after the mark is kept, and moving it counts the bytes between, many
/// rows at a time. That is cheap, where counting a character at a time would cost more than the parsing.
/// </summary>
internal sealed class CountingReader : TextReader
{
    /// <summary>The text held at once, in characters: rows for half a millisecond, and less than the 85,000 bytes of a large object.</summary>
    private const int Most = 42_000;

    private const int TooLittle = 1024;
    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes = new byte[16 * 1024];
    private readonly string _name;
    private readonly long _end;
    private char[] _text = NewText(Most);
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
    /// <param name="end">The byte to stop before, where a row begins; null for the end of the file.</param>
    public CountingReader(Stream stream, Encoding encoding, CsvCursor at, string name, long? end = null)
    {
        (_stream, _encoding, _name, At, _end) = (stream, encoding, name, at, end ?? long.MaxValue);
        _decoder = encoding.GetDecoder();
    }

    /// <summary>Where the mark is; its row is the caller's to count.</summary>
    public CsvCursor At { get; private set; }

    /// <summary>The character the mark is at, counted from the first one given.</summary>
    public long Marked => _marked;

    /// <summary>The text after the mark, as far as it was read.</summary>
    public ReadOnlySpan<char> Rest => _text.AsSpan(_mark, _filled - _mark);

    /// <summary>True when no text comes after <see cref="Rest"/>.</summary>
    public bool IsEnded => _ended || _broken || _failed is not null;

    /// <summary>Why none comes; null when it is the end of the file.</summary>
    public ExceptionDispatchInfo? Failure => _failed ?? (_broken ? ExceptionDispatchInfo.Capture(NotDecodable()) : null);

    /// <summary>Reads as much as is held at once. What is found to be wrong there is kept for later.</summary>
    public async ValueTask ReadAheadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_text.Length - _filled > TooLittle && !IsEnded) await FillAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _failed = ExceptionDispatchInfo.Capture(exception);
        }
    }

    /// <summary>Gives so many characters away for good, not a copy of them, and moves the mark over them.</summary>
    public ReadOnlyMemory<char> Take(int count)
    {
        var taken = _text.AsMemory(_mark, count);
        MoveTo(_marked + count);
        var rest = _text.AsSpan(_mark, _filled - _mark);
        var text = NewText(Math.Max(Most, rest.Length));
        rest.CopyTo(text);
        (_text, _given, _filled, _mark) = (text, 0, rest.Length, 0);
        return taken;
    }

    /// <summary>Moves the mark to a character, counted from the first one given.</summary>
    public void MoveTo(long character)
    {
        At = At.After(Upto(character), _encoding);
        _mark += (int)(character - _marked);
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
        return _given == _filled && !await FillAsync(cancellationToken).ConfigureAwait(false) ? 0 : Give(buffer.Span);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

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
            // A decoder may give some more characters than it is given bytes.
            var room = _text.Length - _filled;
            var most = (int)Math.Clamp(_end - _stream.Position, 0, room > TooLittle ? Math.Min(room - 4, _bytes.Length) : _bytes.Length);
            var read = await _stream.ReadAsync(_bytes.AsMemory(0, most), cancellationToken).ConfigureAwait(false);
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
        var text = kept + count <= _text.Length ? _text : NewText(Math.Max(_text.Length * 2, kept + count));
        _text.AsSpan(_mark, kept).CopyTo(text);
        (_text, _given, _filled, _mark) = (text, _given - _mark, kept, 0);
    }

    private static char[] NewText(int length) => GC.AllocateUninitializedArray<char>(length);

    private ReadOnlySpan<char> Upto(long character) => _text.AsSpan(_mark, (int)(character - _marked));

    private CsvFileException NotDecodable()
    {
        var place = At.After(Rest, _encoding);
        return new CsvFileException(
            _name, place.Line + 1,
            $"the bytes at {place.Byte} are not valid {_encoding.WebName}. Save the file in that encoding, or set CsvOptions.Encoding to its own.");
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
