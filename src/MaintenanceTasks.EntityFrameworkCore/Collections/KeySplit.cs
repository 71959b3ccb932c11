namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Cuts what is left of a key range into parts of about the same number of rows, by hops over the key's index.</summary>
internal static class KeySplit
{
    // Once the work has begun, so many rows are enough for a part that is given away or kept: there is time to cut again before it is done.
    private const int EnoughForAPart = 100_000;

    // Below that a count takes no time.
    private const int WorthAnEstimate = 1_000_000;

    /// <summary>The cursors to cut at, each the end of one part and the beginning of the next; fewer than asked for when the parts would get too small.</summary>
    public static async Task<IReadOnlyList<string>> CutsAsync<T>(KeyedQuery<T> query, int parts, int least, CancellationToken cancellationToken)
        where T : class
    {
        List<string> cuts = [];
        var begun = query.Position is not null;
        if (!begun && await query.EstimateAsync().ConfigureAwait(false) is >= WorthAnEstimate and var about
            && await CutAsync(query, about, parts, least, cuts, cancellationToken).ConfigureAwait(false))
        {
            return cuts;
        }

        // Not estimated, or there are fewer rows than that: what is left is counted.
        parts -= cuts.Count;
        var left = await query.CountLeftAsync(begun ? parts * EnoughForAPart : null, cancellationToken).ConfigureAwait(false);
        await CutAsync(query, left, parts, least, cuts, cancellationToken).ConfigureAwait(false);
        return cuts;
    }

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
