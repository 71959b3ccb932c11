using System.Runtime.ExceptionServices;
using System.Text;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Rows that were parsed together, with the text they were parsed from: at which byte and line a row is, is counted when somebody asks, which is
/// once a checkpoint, and not for each row. Does not change once it is read.
/// </summary>
internal sealed record CsvBlock<TRow>
{
    /// <summary>Where its text begins.</summary>
    public required CsvCursor Start { get; init; }

    public required List<CsvRow<TRow>> Rows { get; init; }

    public required ReadOnlyMemory<char> Text { get; init; }

    public required Encoding Encoding { get; init; }

    /// <summary>True when there is no row after these.</summary>
    public bool IsLast { get; init; }

    /// <summary>Why the row after these cannot be read; null when it can, or when there is none.</summary>
    public ExceptionDispatchInfo? Broken { get; init; }

    /// <summary>The position after a row.</summary>
    public CsvCursor After(int row) => Start.After(Text.Span[..Rows[row].End], Encoding) with { Row = Start.Row + row + 1 };

    /// <summary>The line on which a row begins, from 1.</summary>
    public long LineOf(int row) => Start.Line + CountingReader.Lines(Text.Span[..Rows[row].Begin]) + 1;
}
