using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>In the tables of the runs, through a context of the same database.</summary>
internal sealed class StorePosition(DbContext db, IRunStore store, StoreTies ties) : PagePosition
{
    private IModel? _model;

    public override DeliveryMode Delivery => DeliveryMode.Transactional;

    private IModel Model => _model ??= ties.ModelFor(db);

    /// <summary>
    /// What is kept is read through the context of the task. The owner of the lease is a text that the claim made up and committed a moment ago:
    /// a context that does not find it looks at another database.
    /// </summary>
    /// <exception cref="TaskNotUsableException">The context was said to share the database of the runs, and does not.</exception>
    public override async Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken)
    {
        try
        {
            if (await PageReading.TryAsync(() => PageCheckpoint.ReadAsync(db, Model, lease, cancellationToken), cancellationToken).ConfigureAwait(false) is { } kept) return kept;
        }
        catch (Exception exception) when (db.GetType() != ties.ContextType && DatabaseFaults.Describe(exception, ties.ContextType) is not null)
        {
            throw Elsewhere(run, exception);
        }

        var stored = await store.FindAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var isMine = stored?.Partitions.Any(other => other.Number == lease.Partition && other.Epoch == lease.Epoch && other.Owner == lease.Owner) == true;
        return isMine ? throw Elsewhere(run, null) : null;
    }

    public override Task<CheckpointAnswer> WriteAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        PageCheckpoint.WriteAsync(db, Model, lease, checkpoint, cancellationToken);

    public override Task<bool> IsWrittenAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        PageCheckpoint.IsWrittenAsync(db, Model, lease, checkpoint.Seq, cancellationToken);

    private TaskNotUsableException Elsewhere(Run run, Exception? inner) => new(
        $"{db.GetType().Name} was said to share the database of {ties.ContextType.Name}, where run {run.Id} of {run.Task} is, and does not find it there"
        + $"{(inner is null ? "" : $" ({inner.Message.Trim()})")}. Nothing was processed. Give both contexts the same database and schema search path, "
        + $"or say KeepsProgressIn<{db.GetType().Name}>() instead of SharesDatabaseWith<{db.GetType().Name}>().",
        inner);
}
