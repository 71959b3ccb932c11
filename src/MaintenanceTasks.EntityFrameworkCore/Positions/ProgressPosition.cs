using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// In a row of the task's own database, which is not that of the runs. It commits together with the effects, and the store follows; what a crash in
/// between kept from the store is told when somebody goes on. The row has a fence of its own, because the store's cannot stop a transaction elsewhere.
/// </summary>
internal sealed class ProgressPosition(DbContext db, IRunStore store, TimeProvider time, WriteLimits limits) : FollowedPosition(store, time)
{
    private Guid _run;
    private int _partition;

    public override DeliveryMode Delivery => DeliveryMode.ProgressRow;

    private IQueryable<ProgressRow> Row => db.Set<ProgressRow>().IgnoreQueryFilters().Where(row => row.Run == _run && row.Partition == _partition);

    public override async Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken)
    {
        if (db.Model.FindEntityType(typeof(ProgressRow)) is null)
        {
            var name = db.GetType().Name;
            throw new TaskNotUsableException(
                $"The model of {name} lacks the table in which KeepsProgressIn<{name}>() keeps how far runs are. "
                + $"Call modelBuilder.AddMaintenanceTaskProgress() in {name}.OnModelCreating and add a migration.");
        }

        (_run, _partition) = (run.Token, partition.Number);
        var row = await PageReading.TryAsync(() => FenceAsync(partition, lease, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (row is null) return null;
        if (row.Seq < partition.CheckpointSeq)
        {
            throw new TaskNotUsableException(
                $"The database of {db.GetType().Name} is behind run {run.Id} of {run.Task}: expected checkpoint {partition.CheckpointSeq} of partition {partition.Number} "
                + $"in maintenance_task_progress, found {row.Seq}. Was it restored from a backup? Cancel the run and start another.");
        }

        if (row.Seq == partition.CheckpointSeq || row.Checkpoint is null) return new KeptPosition(partition.Cursor, partition.CheckpointSeq);
        var checkpoint = JsonSerializer.Deserialize<Checkpoint>(row.Checkpoint)!;
        return await FollowAsync(lease, checkpoint, cancellationToken).ConfigureAwait(false) ? new KeptPosition(checkpoint.Cursor, checkpoint.Seq) : null;
    }

    public override async Task<CheckpointAnswer> WriteAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var (before, text) = (checkpoint.Seq - 1, JsonSerializer.Serialize(checkpoint));
        var written = await Row.Where(row => row.Epoch == lease.Epoch && row.Seq == before).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Seq, checkpoint.Seq).SetProperty(row => row.Checkpoint, text), cancellationToken).ConfigureAwait(false);
        if (written == 1) return CheckpointAnswer.Written;
        return await IsWrittenAsync(lease, checkpoint, cancellationToken).ConfigureAwait(false) ? CheckpointAnswer.WrittenBefore : CheckpointAnswer.Fenced;
    }

    public override Task<bool> IsWrittenAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        Row.AnyAsync(row => row.Epoch == lease.Epoch && row.Seq == checkpoint.Seq, cancellationToken);

    public override Task CloseAsync(CancellationToken cancellationToken) => Row.ExecuteDeleteAsync(cancellationToken);

    /// <summary>Takes the row for this lease, or makes it; null when a later one has it.</summary>
    private Task<ProgressRow?> FenceAsync(Partition partition, Lease lease, CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, limits, cancellationToken).ConfigureAwait(false);
            var taken = await Row.Where(row => row.Epoch <= lease.Epoch)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Epoch, lease.Epoch), cancellationToken).ConfigureAwait(false);
            var row = await Row.AsNoTracking().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (row is null)
            {
                row = new ProgressRow { Run = _run, Partition = _partition, Epoch = lease.Epoch, Seq = partition.CheckpointSeq };
                await RowInsert.InsertAsync(db, [row], cancellationToken).ConfigureAwait(false);
            }
            else if (taken == 0)
            {
                return null;
            }

            await transaction.CommitAsync().ConfigureAwait(false);
            return row;
        });
}
