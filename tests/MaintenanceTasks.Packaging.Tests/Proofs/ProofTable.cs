namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A document whose text stands in a file, and whose table is made from the marks on the tests.</summary>
/// <param name="path">The document, from the root of the repository.</param>
/// <param name="rows">The rows of its table.</param>
/// <param name="what">The heading of what happens.</param>
internal sealed class ProofTable(string path, IReadOnlyList<ProofRow> rows, string what)
{
    private const string Begin = "<!-- made from the tests -->";
    private const string End = "<!-- until here -->";

    public string Path => path;

    public IReadOnlyList<ProofRow> Rows => rows;

    /// <summary>The document with its table as it has to be.</summary>
    /// <exception cref="InvalidDataException">The document has no place for the table.</exception>
    public string Write(string document)
    {
        var (begin, end) = (document.IndexOf(Begin, StringComparison.Ordinal), document.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin) throw new InvalidDataException($"Expected the lines '{Begin}' and '{End}' in {path}, found none.");
        var shown = rows.Count(row => row.Missing is null);
        string[] lines =
        [
            Begin, "", $"{shown} of {rows.Count} are shown by tests.", "", $"| | {what} | here | shown by |", "|---|---|---|---|", .. rows.Select(row => row.ToString()), "", End,
        ];
        return document[..begin] + string.Join('\n', lines) + document[(end + End.Length)..];
    }
}
