using CsvHelper;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Csv;

/// <summary>
/// Cuts what is left of a file into parts of about the same number of rows. Where rows begin nobody knows without reading, because line
/// breaks may stand in quotes; so the rows before the last cut are passed over by the reader of the walk itself, unconverted, and each cut is
/// a position that a walk in one piece would come to as well.
/// </summary>
internal static class CsvSplit
{
    public static async Task<IReadOnlyList<string>> CutsAsync(
        WalkStart range, CsvOptions options, Action<CsvContext> configure, int parts, int least, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(range);
        var file = await range.Services.GetRequiredService<CurrentRunFile>().FindAsync(cancellationToken).ConfigureAwait(false);
        var left = (CsvCursor.ReadEnd(range)?.Row ?? file.Rows ?? 0) - (CsvCursor.Read(range)?.Row ?? 0);
        parts = (int)Math.Min(parts, left / Math.Max(1, least));
        List<string> cuts = [];
        if (parts < 2) return cuts;
        await using var rows = CsvFiles.Rows<RowBounds>(range, options, configure);
        try
        {
            for (long passed = 1; cuts.Count < parts - 1 && await rows.ReadAsync(cancellationToken).ConfigureAwait(false); passed++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (passed >= left * (cuts.Count + 1) / parts) cuts.Add(rows.Place.After.Write());
            }
        }
        catch (CsvFileException)
        {
            // The walk comes to this place as well, and names it; what lies after it is in nobody's part but the last.
        }

        return cuts;
    }
}
