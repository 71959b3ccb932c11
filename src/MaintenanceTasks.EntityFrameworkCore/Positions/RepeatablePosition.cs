namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>In the store alone, after the effects are committed in another database: a crash in between repeats them.</summary>
internal sealed class RepeatablePosition(IRunStore store, TimeProvider time) : FollowedPosition(store, time)
{
    public override DeliveryMode Delivery => DeliveryMode.AtLeastOnce;

    public override Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken) =>
        Task.FromResult<KeptPosition?>(new KeptPosition(partition.Cursor, partition.CheckpointSeq));

    public override Task<CheckpointAnswer> WriteAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) =>
        Task.FromResult(CheckpointAnswer.Written);

    public override Task<bool> IsWrittenAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken) => Task.FromResult(false);
}
