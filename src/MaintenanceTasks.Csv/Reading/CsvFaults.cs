using System.Globalization;
using CsvHelper;
using CsvHelper.TypeConversion;

namespace MaintenanceTasks.Csv;

/// <summary>What CsvHelper found, in a sentence that names what was expected and what was found.</summary>
internal static class CsvFaults
{
    public static string Describe(CsvHelperException exception, CsvReader csv, CsvOptions options) => exception switch
    {
        HeaderValidationException header => Columns(header, csv),
        TypeConverterException conversion => Field(conversion, csv),
        CsvHelper.MissingFieldException => $"the row has {Counted(csv.Parser.Count)}, and the one with {Place(csv)} is missing.",
        MaxFieldSizeException => string.Create(
            CultureInfo.InvariantCulture, $"expected at most {options.MaxFieldLength} characters in a field, found more. Is a quote not closed?"),
        _ => exception.InnerException?.Message ?? FirstLine(exception.Message),
    };

    /// <summary>Says so of the field the reader is at, if it is at one.</summary>
    public static string Misquoted(CsvReader csv) =>
        csv.CurrentIndex < 0 ? "a field that is not quoted has a quote in its midst." : $"{Place(csv)} has a quote in the midst of a field that is not quoted.";

    private static string Columns(HeaderValidationException exception, CsvReader csv)
    {
        var missing = exception.InvalidHeaders.Select(header => string.Join(" or ", header.Names.Select(name => $"'{name}'")));
        return $"expected the columns {string.Join(", ", missing)} in the header, found {string.Join(", ", (csv.HeaderRecord ?? []).Select(name => $"'{name}'"))}.";
    }

    // CsvHelper hides the text in its own message, which may end up in logs with the whole row.
    private static string Field(TypeConverterException exception, CsvReader csv)
    {
        var member = exception.MemberMapData;
        var type = member?.Type is { } given ? Nullable.GetUnderlyingType(given) ?? given : null;
        return $"{member?.Member?.Name ?? "a field"}: expected {type?.Name ?? "another type"}, found '{csv.Parser[csv.CurrentIndex]}'.";
    }

    private static string Place(CsvReader csv)
    {
        var index = csv.CurrentIndex;
        return csv.HeaderRecord is { } header && index >= 0 && index < header.Length
            ? $"the column '{header[index]}'"
            : string.Create(CultureInfo.InvariantCulture, $"index {Math.Max(0, index)}");
    }

    private static string Counted(int fields) => fields == 1 ? "1 field" : string.Create(CultureInfo.InvariantCulture, $"{fields} fields");

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
