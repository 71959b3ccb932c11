using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Finds free partitions. Every idle process asks each second, so that the answer must not cost more the more runs have ended.</summary>
internal static class ClaimReading
{
    private static readonly RunStatus[] Claimable = [RunStatus.Enqueued, RunStatus.Running, RunStatus.Interrupted];

    public static async Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(this DbContext db, ClaimFilter filter, CancellationToken cancellationToken)
    {
        var free = db.Rows<PartitionRow>().Where(row => row.Owner == null && !row.Done && row.Error == null);
        var held = db.Rows<PartitionRow>().Where(row => row.Owner != null);

        // Ended runs have free partitions too. A scalar subquery is asked once for each of the few active runs, by index; a join
        // would have the database choose, and some read all partitions there ever were.
        var runs = await Active(db, filter).Where(run => held.Count(row => row.RunId == run.Id) < run.Parallelism)
            .Select(run => new { run.Id, Since = free.Where(row => row.RunId == run.Id).Min(row => (DateTime?)(row.ClaimedAt ?? DateTime.UnixEpoch)) })
            .Where(run => run.Since != null).OrderBy(run => run.Since).ThenBy(run => run.Id)
            .Take(filter.Limit).Select(run => run.Id).ToListAsync(cancellationToken).ConfigureAwait(false);
        if (runs.Count == 0) return [];
        return await free.Where(row => runs.Contains(row.RunId))
            .OrderBy(row => row.ClaimedAt != null).ThenBy(row => row.ClaimedAt).ThenBy(row => row.RunId).ThenBy(row => row.Number)
            .Take(filter.Limit).Select(row => new ClaimCandidate(row.RunId, row.Number)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IQueryable<RunRow> Active(DbContext db, ClaimFilter filter)
    {
        var runs = db.Rows<RunRow>().Where(row =>
            Claimable.Contains(row.Status) && filter.Tasks.Contains(row.Task) && (row.HeldUntil == null || row.HeldUntil <= filter.Now));
        if (filter.Except is { Count: > 0 } except) runs = runs.Where(row => !except.Contains(row.Id));
        return filter.RunId is { } only ? runs.Where(row => row.Id == only) : runs;
    }
}
