using System.Globalization;
using System.Text;

namespace MaintenanceTasks.Cli;

/// <summary>
/// Takes out of a stored text what could act on a terminal: escape sequences, other control characters, and marks that reverse
/// the direction of reading.
/// </summary>
internal static class PrintableText
{
    /// <summary>The text on one line: line breaks and tabs become blanks.</summary>
    public static string OneLine(string? text) => Clean(text, keepLines: false);

    /// <summary>The text with its line breaks.</summary>
    public static string Lines(string? text) => Clean(text, keepLines: true);

    private static string Clean(string? text, bool keepLines)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = new StringBuilder(text.Length);
        foreach (var character in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (character == '\n' && keepLines) clean.AppendLine();
            else if (character is '\n' or '\t') clean.Append(' ');
            else if (!IsDangerous(character)) clean.Append(character);
        }

        return clean.ToString();
    }

    private static bool IsDangerous(char character) => char.IsControl(character)
        || character is '\u061C' or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(character) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
