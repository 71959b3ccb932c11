using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The checkpoint: one guarded statement on any context of the store's database, called by the store and by the page commit
/// alike. In a page's transaction it is the last statement before the commit.
/// </summary>
internal static class PageCheckpoint
{
    public static async Task<CheckpointAnswer> WriteAsync(DbContext db, Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var time = (long)checkpoint.TimeRunning.TotalMilliseconds;
        var skipped = checkpoint.Skipped.Count;
        var rows = db.Set<PartitionRow>().IgnoreQueryFilters()
            .Where(row => row.RunId == lease.RunId && row.Number == lease.Partition && row.Epoch == lease.Epoch);
        if (skipped > 0)
        {
            await RowInsert.InsertAsync(db, [.. checkpoint.Skipped.Select(item => ToRow(lease, item, checkpoint.At))], cancellationToken).ConfigureAwait(false);
        }

        var before = checkpoint.Seq - 1;
        var written = await rows.Where(row => row.CheckpointSeq == before).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Cursor, checkpoint.Cursor)
                .SetProperty(row => row.CheckpointSeq, checkpoint.Seq)
                .SetProperty(row => row.Ticks, row => row.Ticks + checkpoint.Ticks)
                .SetProperty(row => row.Skipped, row => row.Skipped + skipped)
                .SetProperty(row => row.Vanished, row => row.Vanished + checkpoint.Vanished)
                .SetProperty(row => row.Affected, row => row.Affected + checkpoint.Affected)
                .SetProperty(row => row.TimeRunningMs, row => row.TimeRunningMs + time)
                .SetProperty(row => row.Beat, row => row.Beat + 1)
                .SetProperty(row => row.Attempts, 0)
                .SetProperty(row => row.MovedAt, checkpoint.At),
            cancellationToken).ConfigureAwait(false);
        if (written == 1) return CheckpointAnswer.Written;

        // Zero rows: fenced, unless this very checkpoint was committed and only its acknowledgement was lost.
        var seq = await rows.AsNoTracking().Select(row => (long?)row.CheckpointSeq).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return seq == checkpoint.Seq ? CheckpointAnswer.WrittenBefore : CheckpointAnswer.Fenced;
    }

    private static FailedItemRow ToRow(Lease lease, FailedItem item, DateTime at) => new()
    {
        RunId = lease.RunId,
        Partition = lease.Partition,
        Item = item.Item,
        Reason = item.Reason,
        At = at,
    };
}
