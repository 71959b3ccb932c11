using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Compiles the statements of the store before the first of them runs inside a transaction: in a cold process that takes longer
/// than everything else, and on SQLite all other writers would wait for it. Every statement names a run that does not exist.
/// </summary>
internal static class StoreWarmUp
{
    private const long Nobody = -1;
    private static readonly PartitionWrite Write = new() { Number = 0, ExpectedEpoch = 0, Epoch = 0, Owner = null };

    /// <summary>What a claim and the first pages need: a process that goes on with the work of a dead one waits for these.</summary>
    public static async Task ForClaimsAsync(DbContext db, CancellationToken cancellationToken)
    {
        Lease lease = new(Nobody, 0, 0, "");
        Checkpoint checkpoint = new() { Cursor = null, Ticks = 0, TimeRunning = TimeSpan.Zero, Seq = 0, At = DateTime.UnixEpoch };
        Run run = new() { Id = Nobody, Task = "", Status = RunStatus.Cancelled, Token = Guid.Empty, CreatedAt = DateTime.UnixEpoch };

        await db.LockRunAsync(Nobody, cancellationToken).ConfigureAwait(false);
        await db.ReadStateAsync(Nobody, cancellationToken).ConfigureAwait(false);
        await db.ReadPartitionsAsync(Nobody, cancellationToken).ConfigureAwait(false);
        await db.WritePartitionAsync(Nobody, Write with { Attempts = 0, ClaimedAt = DateTime.UnixEpoch }, cancellationToken).ConfigureAwait(false);
        await db.WriteRunAsync(run, cancellationToken).ConfigureAwait(false);
        await RowInsert.PrepareAsync<EventRow>(db, cancellationToken).ConfigureAwait(false);
        await PageCheckpoint.WriteAsync(db, db.Model, lease, checkpoint, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything else.</summary>
    public static async Task ForTheRestAsync(DbContext db, CancellationToken cancellationToken)
    {
        db.BeatRows([""]);
        await db.RunsOfRequestAsync(Guid.Empty, null, cancellationToken).ConfigureAwait(false);
        await db.RunsOfRequestAsync(Guid.Empty, "", cancellationToken).ConfigureAwait(false);
        await db.ActiveRunsAsync("", cancellationToken).ConfigureAwait(false);
        await db.RunIdAsync(Guid.Empty, cancellationToken).ConfigureAwait(false);
        await db.ReadSamplesAsync([Nobody], null, cancellationToken).ConfigureAwait(false);
        await RowInsert.PrepareAsync<SampleRow>(db, cancellationToken).ConfigureAwait(false);
        await db.WithSumsAsync([], cancellationToken).ConfigureAwait(false);
        await db.WritePartitionAsync(Nobody, Write with { Attempts = 0 }, cancellationToken).ConfigureAwait(false);
        await db.WritePartitionAsync(Nobody, Write with { Attempts = 0, Done = true }, cancellationToken).ConfigureAwait(false);
        await db.WritePartitionAsync(Nobody, Write with { ExpectedBeat = 0 }, cancellationToken).ConfigureAwait(false);
        await db.UpdateNodeAsync(new NodeRow { Id = Guid.Empty }, cancellationToken).ConfigureAwait(false);
        await db.RemoveNodeAsync(Guid.Empty, 0, cancellationToken).ConfigureAwait(false);
        await db.RemoveAsync([], DateTime.UnixEpoch, cancellationToken).ConfigureAwait(false);
        await RowInsert.PrepareAsync<NodeRow>(db, cancellationToken).ConfigureAwait(false);
        await RowInsert.PrepareAsync<RunRow>(db, cancellationToken).ConfigureAwait(false);
        await RowInsert.PrepareAsync<PartitionRow>(db, cancellationToken).ConfigureAwait(false);
    }
}
