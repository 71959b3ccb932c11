using System.Globalization;
using System.Text;

namespace MaintenanceTasks;

/// <summary>How the files of a CSV task are written.</summary>
public sealed record CsvOptions
{
    /// <summary>What separates fields. Default a comma.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>True when the first record names the columns. Default true. Without a header, map properties with <c>[Index(n)]</c>.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>So many lines at the beginning are no part of the table. Default 0.</summary>
    public int SkipLines { get; init; }

    /// <summary>Lines that begin with this character are skipped; null (the default) when there are none such.</summary>
    public char? Comment { get; init; }

    /// <summary>What fields with delimiters or line breaks are enclosed in, doubled inside; null when there is no such thing. Default a double quote.</summary>
    public char? Quote { get; init; } = '"';

    /// <summary>True to leave out spaces around fields. Default false.</summary>
    public bool Trim { get; init; }

    /// <summary>The culture of numbers and dates. Default the invariant culture.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The encoding of a file without a byte-order mark, which wins where there is one. Default UTF-8.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>
    /// At most so many characters in a field; more stop the run. Default 4,194,304. Without a limit a quote that is not closed would
    /// take the rest of the file into memory.
    /// </summary>
    public int MaxFieldLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>True to accept rows with fewer fields than the header has; a typed row still needs those it maps. Default false.</summary>
    public bool AllowShortRows { get; init; }
}
