using System.Runtime.ExceptionServices;
using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>
/// A piece of a file that ends, as it seems, with a row. Whether it does nobody knows before the rows in front of it are parsed, because line
/// breaks may stand in quotes.
/// </summary>
internal sealed record CsvSegment
{
    public required ReadOnlyMemory<char> Text { get; init; }

    /// <summary>Where it begins; how many rows are before it is not known.</summary>
    public required CsvCursor Start { get; init; }

    /// <summary>True when there is no text after it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Why the text after it cannot be read; null when it can, or when there is none.</summary>
    public ExceptionDispatchInfo? Broken { get; init; }

    /// <summary>The number of the line a character is on, from 1.</summary>
    public long LineOf(int character) => Start.Line + CountingReader.Lines(Text.Span[..character]) + 1;

    /// <summary>What is left of it after so many characters.</summary>
    public CsvSegment From(int character, Encoding encoding) =>
        this with { Text = Text[character..], Start = Start.After(Text.Span[..character], encoding) };

    /// <summary>The text of a segment and of this one, which comes after it.</summary>
    public CsvSegment Behind(CsvSegment before)
    {
        var text = new char[before.Text.Length + Text.Length];
        before.Text.CopyTo(text);
        Text.CopyTo(text.AsMemory(before.Text.Length));
        return this with { Text = text, Start = before.Start };
    }

    /// <summary>
    /// True when it is worth parsing, that begins with a rest which was no whole row. A row longer than many segments is not to be parsed again with each.
    /// </summary>
    public bool IsEnoughAfter(CsvSegment rest) => IsLast || Text.Length >= 2 * rest.Text.Length;
}
