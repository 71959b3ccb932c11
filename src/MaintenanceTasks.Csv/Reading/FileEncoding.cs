using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>Byte-order marks, and encodings that mark what they cannot read.</summary>
internal static class FileEncoding
{
    public const int LongestMark = 4;

    /// <summary>Stands where bytes are not valid. A noncharacter, so that no honest text has it.</summary>
    public const char Broken = '\uFFFF';

    // UTF-32 before UTF-16: its mark begins with the other's.
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(true), new UTF32Encoding(false, true), new UTF32Encoding(true, true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true),
    ];

    /// <summary>The encoding a file says it has, else the one expected; and how many bytes the mark takes.</summary>
    public static (Encoding Encoding, int Mark) Of(ReadOnlySpan<byte> beginning, Encoding expected)
    {
        foreach (var encoding in Marked)
        {
            if (beginning.StartsWith(encoding.Preamble)) return (Marking(encoding), encoding.Preamble.Length);
        }

        return (Marking(expected), 0);
    }

    private static Encoding Marking(Encoding encoding)
    {
        var marking = (Encoding)encoding.Clone();
        marking.DecoderFallback = new DecoderReplacementFallback(Broken.ToString());
        return marking;
    }
}
