using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>Counts records as the parser would see them: not the header, comments, blank lines, or line breaks inside quotes.</summary>
internal sealed class CsvRowCounter(CsvOptions options) : IRowCounter
{
    private readonly char[] _text = new char[8 * 1024];
    private Decoder? _decoder;
    private int _linesToSkip = options.SkipLines;
    private long _records;
    private State _state = State.LineStart;
    private bool _quotedField;

    private enum State
    {
        LineStart,
        Comment,
        FieldStart,
        Field,
        Quoted,
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_decoder is null)
        {
            var (encoding, mark) = FileEncoding.Of(bytes, options.Encoding);
            _decoder = encoding.GetDecoder();
            bytes = bytes[mark..];
        }

        while (!bytes.IsEmpty)
        {
            _decoder.Convert(bytes, _text, flush: false, out var used, out var chars, out _);
            Take(_text.AsSpan(0, chars));
            bytes = bytes[used..];
        }
    }

    public long? Complete()
    {
        if (_state is not (State.LineStart or State.Comment)) _records++;
        _state = State.LineStart;
        return Math.Max(0, _records - (options.HasHeader ? 1 : 0));
    }

    private void Take(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (_linesToSkip > 0)
            {
                if (character == '\n') _linesToSkip--;
                continue;
            }

            _state = Next(character);
        }
    }

    private State Next(char character)
    {
        if (_state == State.Quoted) return character == options.Quote ? State.Field : State.Quoted;
        if (character is '\r' or '\n')
        {
            if (_state is not (State.LineStart or State.Comment)) _records++;
            return State.LineStart;
        }

        if (_state == State.Comment || (_state == State.LineStart && character == options.Comment)) return State.Comment;
        if (character == options.Delimiter[^1]) return State.FieldStart;
        var begins = _state is State.LineStart or State.FieldStart;
        if (begins) _quotedField = false;
        if (character == options.Quote && (begins || _quotedField))
        {
            _quotedField = true;
            return State.Quoted;
        }

        return begins && options.Trim && character == ' ' ? State.FieldStart : State.Field;
    }
}
