using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The checkpoint: one guarded statement on any context of the store's database, also one whose model has none of our tables, called by
/// the store and by the page commit alike. In a page's transaction it is the last statement before the commit.
/// </summary>
internal static class PageCheckpoint
{
    /// <param name="db">The context whose connection and transaction it is written with.</param>
    /// <param name="model">The model that has our tables.</param>
    /// <param name="lease">The lease that must still be held.</param>
    /// <param name="checkpoint">The progress.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<CheckpointAnswer> WriteAsync(DbContext db, IModel model, Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint.Skipped.Count > 0)
        {
            FailedItemRow[] rows = [.. checkpoint.Skipped.Select(item => ToRow(lease, item, checkpoint.At))];
            await RowInsert.InsertAsync(db, model, rows, cancellationToken).ConfigureAwait(false);
        }

        var statement = new RowStatement<PartitionRow>(db, model);
        var written = await statement
            .Append($"UPDATE {statement.Table} SET ")
            .Is(nameof(PartitionRow.Cursor), checkpoint.Cursor).Append(", ")
            .Is(nameof(PartitionRow.CheckpointSeq), checkpoint.Seq).Append(", ")
            .Plus(nameof(PartitionRow.Ticks), checkpoint.Ticks).Append(", ")
            .Plus(nameof(PartitionRow.Skipped), (long)checkpoint.Skipped.Count).Append(", ")
            .Plus(nameof(PartitionRow.Vanished), checkpoint.Vanished).Append(", ")
            .Plus(nameof(PartitionRow.Affected), checkpoint.Affected).Append(", ")
            .Plus(nameof(PartitionRow.TimeRunningMs), (long)checkpoint.TimeRunning.TotalMilliseconds).Append(", ")
            .Plus(nameof(PartitionRow.Beat), 1L).Append(", ")
            .Is(nameof(PartitionRow.Attempts), 0).Append(", ")
            .Is(nameof(PartitionRow.MovedAt), checkpoint.At).Append(" WHERE ")
            .Append(lease).Append(" AND ")
            .Is(nameof(PartitionRow.CheckpointSeq), checkpoint.Seq - 1)
            .ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (written == 1) return CheckpointAnswer.Written;
        return await IsWrittenAsync(db, model, lease, checkpoint.Seq, cancellationToken).ConfigureAwait(false)
            ? CheckpointAnswer.WrittenBefore
            : CheckpointAnswer.Fenced;
    }

    /// <summary>True when this very checkpoint was committed earlier and only its acknowledgement was lost.</summary>
    public static async Task<bool> IsWrittenAsync(DbContext db, IModel model, Lease lease, long seq, CancellationToken cancellationToken)
    {
        var statement = new RowStatement<PartitionRow>(db, model);
        var found = await statement
            .Append($"SELECT {statement.Column(nameof(PartitionRow.CheckpointSeq))} AS {statement.Value} FROM {statement.Table} WHERE ")
            .Append(lease).QueryAsync<long>(cancellationToken).ConfigureAwait(false);
        return found.Contains(seq);
    }

    /// <summary>What is kept of a partition whose lease this is; null when it is not found.</summary>
    public static async Task<KeptPosition?> ReadAsync(DbContext db, IModel model, Lease lease, CancellationToken cancellationToken)
    {
        var statement = new RowStatement<PartitionRow>(db, model);
        var kept = await statement
            .Append($"SELECT {statement.Column(nameof(PartitionRow.Cursor))}, {statement.Column(nameof(PartitionRow.CheckpointSeq))} FROM {statement.Table} WHERE ")
            .Append(lease).Append(" AND ")
            .Is(nameof(PartitionRow.Owner), lease.Owner)
            .ReadAsync(row => new KeptPosition(row.IsDBNull(0) ? null : row.GetString(0), row.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        return kept is [var position] ? position : null;
    }

    private static RowStatement<PartitionRow> Append(this RowStatement<PartitionRow> statement, Lease lease) => statement
        .Is(nameof(PartitionRow.RunId), lease.RunId).Append(" AND ")
        .Is(nameof(PartitionRow.Number), lease.Partition).Append(" AND ")
        .Is(nameof(PartitionRow.Epoch), lease.Epoch);

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
