using System.Text;
using CsvHelper;

namespace MaintenanceTasks.Csv;

/// <summary>What the beginning of a file says of all its rows.</summary>
internal sealed record CsvTable
{
    public required string Name { get; init; }

    public required Stream Content { get; init; }

    public required Encoding Encoding { get; init; }

    /// <summary>Where the first row begins.</summary>
    public required CsvCursor Begin { get; init; }

    /// <summary>The record of the header as written, with a line end; empty when there is none.</summary>
    public string Header { get; init; } = "";

    /// <summary>The line of the header, from 1.</summary>
    public long HeaderLine { get; init; }

    /// <summary>Fields in the header; 0 when there is none.</summary>
    public int Columns { get; init; }

    public static async Task<CsvTable> OpenAsync(RunFile file, Stream content, CsvOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(file, content, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await content.DisposeAsync().ConfigureAwait(false);
            if (exception is RunFileDamagedException) throw new CsvFileException(file.Name, 1, exception.Message, exception);
            throw;
        }
    }

    private static async Task<CsvTable> ReadAsync(RunFile file, Stream content, CsvOptions options, CancellationToken cancellationToken)
    {
        var beginning = new byte[FileEncoding.LongestMark];
        var length = await content.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var (encoding, mark) = FileEncoding.Of(beginning.AsSpan(0, length), options.Encoding);
        content.Position = mark;
        using var text = new CountingReader(content, encoding, new CsvCursor(0, 0, mark), file.Name);
        for (var line = 0; line < options.SkipLines; line++) await text.SkipLineAsync().ConfigureAwait(false);
        var table = new CsvTable { Name = file.Name, Content = content, Encoding = encoding, Begin = text.At };
        return options.HasHeader ? await WithHeaderAsync(table, text, options).ConfigureAwait(false) : table;
    }

    private static async Task<CsvTable> WithHeaderAsync(CsvTable table, CountingReader text, CsvOptions options)
    {
        var before = text.Marked;
        using var parser = new CsvParser(text, CsvFiles.Configuration(options), leaveOpen: true);
        if (!await parser.ReadAsync().ConfigureAwait(false)) return table;
        var header = parser.RawRecord;
        var line = text.LineOf(before + parser.CharCount - header.Length);
        text.MoveTo(before + parser.CharCount);
        return table with
        {
            Begin = text.At,
            Header = header.EndsWith('\n') || header.EndsWith('\r') ? header : header + "\n",
            HeaderLine = line,
            Columns = parser.Count,
        };
    }
}
