using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MaintenanceTasks.Csv;

/// <summary>A position between two rows of a file.</summary>
/// <param name="Row">Rows before it, the header not counted.</param>
/// <param name="Line">Lines before it.</param>
/// <param name="Byte">The byte where the next record begins.</param>
internal readonly record struct CsvCursor(
    [property: JsonPropertyName("row"), JsonRequired] long Row,
    [property: JsonPropertyName("line"), JsonRequired] long Line,
    [property: JsonPropertyName("byte"), JsonRequired] long Byte)
{
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>The position after a text that begins here. The rows in it are the caller's to count.</summary>
    public CsvCursor After(ReadOnlySpan<char> text, Encoding encoding) =>
        this with { Line = Line + CountingReader.Lines(text), Byte = Byte + encoding.GetByteCount(text) };

    /// <summary>Where a walk begins; null for the beginning of the file.</summary>
    /// <exception cref="CursorMismatchException">The text is not a position in a CSV file.</exception>
    public static CsvCursor? Read(WalkStart start) => Parse(start.Task, start.After);

    /// <summary>Where a walk ends; null for the end of the file.</summary>
    /// <exception cref="CursorMismatchException">The text is not a position in a CSV file.</exception>
    public static CsvCursor? ReadEnd(WalkStart start) => Parse(start.Task, start.High);

    private static CsvCursor? Parse(string task, string? text)
    {
        if (text is null) return null;
        try
        {
            var cursor = JsonSerializer.Deserialize<CsvCursor>(text);
            if (cursor is { Row: >= 0, Line: >= 0, Byte: >= 0 }) return cursor;
        }
        catch (JsonException)
        {
            // Said below: whatever it is, it is no position in a CSV file.
        }

        throw new CursorMismatchException(task, text, """a position in a CSV file such as {"row":3,"line":4,"byte":120}""");
    }
}
