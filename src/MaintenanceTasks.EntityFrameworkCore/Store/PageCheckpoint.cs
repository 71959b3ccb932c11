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

        return await IsWrittenAsync(db, lease, checkpoint.Seq, cancellationToken).ConfigureAwait(false)
            ? CheckpointAnswer.WrittenBefore
            : CheckpointAnswer.Fenced;
    }

    /// <summary>True when this very checkpoint was committed earlier and only its acknowledgement was lost.</summary>
    public static Task<bool> IsWrittenAsync(DbContext db, Lease lease, long seq, CancellationToken cancellationToken) =>
        db.Rows<PartitionRow>().AnyAsync(
            row => row.RunId == lease.RunId && row.Number == lease.Partition && row.Epoch == lease.Epoch && row.CheckpointSeq == seq, cancellationToken);

    private static FailedItemRow ToRow(Lease lease, FailedItem item, DateTime at) => new()
    {
        RunId = lease.RunId,
        Partition = lease.Partition,
        Item = item.Item,
        Reason = item.Reason,
        ErrorType = item.ErrorType,
        StackTrace = item.StackTrace,
        At = at,
    };
}
