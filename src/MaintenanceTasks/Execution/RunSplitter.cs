using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>
/// Lets the holder of a partition give parts of its range to others: into the run's number of partitions at the very beginning,
/// and in halves later, when workers have run out of partitions. A split that fails costs speed, never work.
/// </summary>
internal sealed class RunSplitter(
    IServiceScopeFactory scopes, IRunStore store, RunChanger runs, Doorbell doorbell, NodeIdentity node, ILogger<RunSplitter> logger)
{
    /// <summary>True for the one partition of a run that is to be split and has not begun.</summary>
    public static bool IsDue(Run run, Partition partition) =>
        run.Parallelism > 1 && partition is { Number: 0, Low: null, High: null, Cursor: null, Scope: null };

    /// <summary>Splits what lies after the cursor of a partition into at most so many parts of at least so many items.</summary>
    /// <returns>The partition with the range that is left to it.</returns>
    /// <exception cref="RunStoreUnavailableException">Nobody knows what is left to the partition: its holder may not go on.</exception>
    public async Task<Partition> SplitAsync(TaskDescriptor descriptor, Run run, Partition partition, Slice slice, int parts, int least)
    {
        var cuts = await CutsAsync(descriptor, run, partition, slice, parts, least).ConfigureAwait(false);
        if (cuts.Count == 0) return partition;
        if (await WriteAsync(partition, slice, cuts).ConfigureAwait(false) is { } state)
        {
            await doorbell.RingAsync(run.Id, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            // Refused, or written without an answer: what is stored decides, because parts given away belong to others.
            state = await store.FindAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
        }

        return partition with { High = state?.Partitions.FirstOrDefault(stored => stored.Number == partition.Number)?.High };
    }

    private async Task<RunState?> WriteAsync(Partition partition, Slice slice, IReadOnlyList<string> cuts)
    {
        var actor = new Actor("worker", node.Name);
        try
        {
            return await runs.ChangeAsync(
                partition.RunId, (change, at) => PartitionSplit.Split(change, slice.Lease, partition.High, cuts, at, actor), CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunStoreUnavailableException exception)
        {
            logger.LogWarning(exception, "The store did not answer the split of partition {Partition} of run {RunId}.", partition.Number, partition.RunId);
            return null;
        }
    }

    private async Task<IReadOnlyList<string>> CutsAsync(TaskDescriptor descriptor, Run run, Partition partition, Slice slice, int parts, int least)
    {
        CurrentRun? current = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            current = scope.ServiceProvider.GetRequiredService<CurrentRun>();
            await RunScopes.EnterAsync(descriptor, run, partition.Scope, scope.ServiceProvider, slice.StopToken).ConfigureAwait(false);
            var task = TaskActivator.Create(descriptor, run, scope.ServiceProvider);
            if (!task.CanSplit) return [];
            var range = new WalkStart
            {
                Task = run.Task,
                Services = scope.ServiceProvider,
                Cursor = partition.Cursor,
                Low = partition.Low,
                High = partition.High,
            };
            return await task.SplitAsync(range, parts, least, slice.StopToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (slice.Stop == StopReason.None) logger.LogWarning(current?.Mask.Apply(exception) ?? exception, "Partition {Partition} of run {RunId} was not split.", partition.Number, run.Id);
            return [];
        }
    }
}
