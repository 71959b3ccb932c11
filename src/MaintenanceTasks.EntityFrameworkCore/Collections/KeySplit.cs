namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Cuts what is left of a key range into parts of about the same number of rows: by a sample of a large whole table on PostgreSQL, else by hops over the key's index.</summary>
internal static class KeySplit
{
    // Once the work has begun, so many rows are enough for a part that is given away or kept: there is time to cut again before it is done.
    private const int EnoughForAPart = 100_000;

    // Below that a count takes no time.
    private const int WorthAnEstimate = 1_000_000;

    // Of sixteen parts hardly one is then a twentieth too large or too small; with the least a part, hardly one a tenth.
    private const int Sample = 100_000;
    private const int LeastOfAPart = 1_000;

    /// <summary>The cursors to cut at, each the end of one part and the beginning of the next; fewer than asked for when the parts would get too small.</summary>
    public static async Task<IReadOnlyList<string>> CutsAsync<T>(KeyedQuery<T> query, int parts, int least, CancellationToken cancellationToken)
        where T : class
    {
        List<string> cuts = [];
        var begun = query.Position is not null;
        if (!begun && await query.EstimateAsync().ConfigureAwait(false) is >= WorthAnEstimate and var about)
        {
            if (await query.SampleAsync(Sample, about, cancellationToken).ConfigureAwait(false) is { } sample && sample.Count >= LeastOfAPart * parts)
            {
                return CutSample(query, sample, (int)Math.Min(parts, about / Math.Max(1, least)));
            }

            if (await CutAsync(query, about, parts, least, cuts, cancellationToken).ConfigureAwait(false)) return cuts;
        }

        // Not estimated, or there are fewer rows than that: what is left is counted.
        parts -= cuts.Count;
        var left = await query.CountLeftAsync(begun ? parts * EnoughForAPart : null, cancellationToken).ConfigureAwait(false);
        await CutAsync(query, left, parts, least, cuts, cancellationToken).ConfigureAwait(false);
        return cuts;
    }

    private static IReadOnlyList<string> CutSample<T>(KeyedQuery<T> query, List<object[]> sample, int parts)
        where T : class =>
        [.. Enumerable.Range(1, Math.Max(0, parts - 1)).Select(part => query.Cursor.Write(sample[(int)((long)sample.Count * part / parts)]))];

    /// <returns>False when there were fewer rows.</returns>
    private static async Task<bool> CutAsync<T>(KeyedQuery<T> query, long left, int parts, int least, List<string> cuts, CancellationToken cancellationToken)
        where T : class
    {
        parts = (int)Math.Min(parts, left / Math.Max(1, least));
        for (var part = 1; part < parts; part++)
        {
            var rows = left * part / parts - left * (part - 1) / parts;
            if (await query.HopAsync((int)rows, cancellationToken).ConfigureAwait(false) is not { } key) return false;
            cuts.Add(query.Cursor.Write(key));
            query.MoveTo(key);
        }

        return true;
    }
}
