using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Removes runs that have ended, with all rows of theirs.</summary>
internal static class RunRemoval
{
    private static readonly RunStatus[] Finished = [.. Enum.GetValues<RunStatus>().Where(status => status.IsCompleted())];

    /// <summary>The ids of runs to remove, oldest first.</summary>
    public static async Task<long[]> ExpiredAsync(this DbContext db, RunExpiry expiry, CancellationToken cancellationToken)
    {
        var newest = await db.Rows<RunRow>().Where(row => row.Task == expiry.Task).OrderByDescending(row => row.Id).Skip(expiry.Keep)
            .Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (newest is null) return [];
        return await Ended(db.Rows<RunRow>(), expiry.EndedBefore).Where(row => row.Task == expiry.Task && row.Id <= newest)
            .OrderBy(row => row.Id).Take(expiry.Limit).Select(row => row.Id).ToArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes those that still are as they were found: one that was resumed meanwhile stays.</summary>
    /// <returns>The tokens of those removed.</returns>
    public static async Task<IReadOnlyList<Guid>> RemoveAsync(this DbContext db, long[] ids, DateTime endedBefore, CancellationToken cancellationToken)
    {
        var runs = Ended(db.Set<RunRow>().IgnoreQueryFilters(), endedBefore).Where(row => ids.Contains(row.Id));

        // Locks them: what is read after it is what is removed.
        await runs.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), cancellationToken).ConfigureAwait(false);
        var found = await runs.AsNoTracking().Select(row => new { row.Id, row.Token }).ToListAsync(cancellationToken).ConfigureAwait(false);
        long[] gone = [.. found.Select(run => run.Id)];
        await All<FailedItemRow>(db).Where(row => gone.Contains(row.RunId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await All<SampleRow>(db).Where(row => gone.Contains(row.RunId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await All<EventRow>(db).Where(row => gone.Contains(row.RunId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await All<PartitionRow>(db).Where(row => gone.Contains(row.RunId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await All<RunRow>(db).Where(row => gone.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Select(run => run.Token)];
    }

    private static IQueryable<RunRow> Ended(IQueryable<RunRow> rows, DateTime before) =>
        rows.Where(row => Finished.Contains(row.Status) && row.EndedAt < before);

    private static IQueryable<TRow> All<TRow>(DbContext db)
        where TRow : class => db.Set<TRow>().IgnoreQueryFilters();
}
