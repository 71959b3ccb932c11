namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Cuts what is left of a key range into parts of about the same number of rows, by hops over the key's index.</summary>
internal static class KeySplit
{
    // Once the work has begun, so many rows are enough for a part that is given away or kept: there is time to cut again before it is done.
    private const int EnoughForAPart = 100_000;

    public static async Task<IReadOnlyList<string>> CutsAsync<T>(KeyedQuery<T> query, int parts, int least, CancellationToken cancellationToken)
        where T : class
    {
        int? atMost = query.Position is null ? null : parts * EnoughForAPart;
        var left = await query.CountLeftAsync(atMost, cancellationToken).ConfigureAwait(false);
        parts = (int)Math.Min(parts, left / Math.Max(1, least));
        List<string> cuts = [];
        for (var part = 1; part < parts; part++)
        {
            var rows = left * part / parts - left * (part - 1) / parts;
            if (await query.HopAsync((int)rows, cancellationToken).ConfigureAwait(false) is not { } key) break;
            cuts.Add(query.Cursor.Write(key));
            query.MoveTo(key);
        }

        return cuts;
    }
}
