using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Where the position of a run is kept when a page commits through a context, and with which transaction.</summary>
internal abstract class PagePosition
{
    /// <summary>What a crash can do to the effects.</summary>
    public abstract DeliveryMode Delivery { get; }

    /// <summary>Reads what is kept before the first page; null when the lease is gone.</summary>
    public abstract Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken);

    /// <summary>Writes it, the last statement of the page's transaction.</summary>
    public abstract Task<CheckpointAnswer> WriteAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>True when the transaction of this very checkpoint was committed before.</summary>
    public abstract Task<bool> IsWrittenAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>Tells the store once the page is committed; false when the lease is gone.</summary>
    public virtual Task<bool> FollowAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Clears up when the partition has no more items.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static PagePosition For(DbContext db, IRunStore store, StoreTies? ties, TimeProvider time, WriteLimits limits) => store.DeliveryThrough(db.GetType()) switch
    {
        DeliveryMode.Transactional => new StorePosition(db, store, ties!),
        DeliveryMode.ProgressRow => new ProgressPosition(db, store, time, limits),
        _ => new RepeatablePosition(store, time),
    };
}
