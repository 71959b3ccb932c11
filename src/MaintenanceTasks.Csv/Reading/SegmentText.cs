using System.Runtime.ExceptionServices;

namespace MaintenanceTasks.Csv;

/// <summary>Gives a parser one segment after the other, and notices when it asks for more than the segment has.</summary>
internal sealed class SegmentText(Action asked) : TextReader
{
    private ReadOnlyMemory<char> _rest;
    private ExceptionDispatchInfo? _broken;

    /// <summary>True when the parser wanted more than there was: what it had was not the end of a row.</summary>
    public bool IsDry { get; private set; }

    /// <summary>How many characters of the segment it has given.</summary>
    public int Given { get; private set; }

    public void Give(ReadOnlyMemory<char> text, ExceptionDispatchInfo? broken = null) => (_rest, _broken, IsDry, Given) = (text, broken, false, 0);

    public override int Read(char[] buffer, int index, int count)
    {
        asked();
        if (_rest.IsEmpty)
        {
            _broken?.Throw();
            IsDry = true;
            return 0;
        }

        count = Math.Min(count, _rest.Length);
        _rest.Span[..count].CopyTo(buffer.AsSpan(index));
        _rest = _rest[count..];
        Given += count;
        return count;
    }
}
