using MaintenanceTasks;

namespace TASK_NAMESPACE;

/// <summary>Say here what it changes, and why.</summary>
public sealed class TASK_NAME : BatchTask<TASK_CONTEXT, TASK_ENTITY>
{
    // Add .Where(row => …) for the rows that still need the change. The engine orders, cuts into batches and counts.
    public override IQueryable<TASK_ENTITY> Collection(TASK_CONTEXT db) => db.Set<TASK_ENTITY>();

    // One statement a batch, in the transaction that moves the position: batch.Rows.ExecuteUpdateAsync(…) or ExecuteDeleteAsync(…).
    public override Task<int> ProcessAsync(Batch<TASK_ENTITY> batch, CancellationToken cancellationToken) =>
        throw new NotImplementedException("Say what to do with the rows of one batch.");
}
