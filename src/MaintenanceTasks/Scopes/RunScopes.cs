using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Makes a run of a task with scopes into one partition a scope, at its very beginning.</summary>
internal sealed class RunScopes(IServiceScopeFactory scopes, IRunStore store, RunChanger runs, Doorbell doorbell, NodeIdentity node)
{
    private const int LongestName = 200;

    /// <summary>True for the one partition of such a run that does not know its scope yet.</summary>
    public static bool IsDue(TaskDescriptor descriptor, Partition partition) => descriptor.Scopes is not null && partition.Scope is null;

    /// <returns>The partition with the first scope; or how the slice ends: with nothing to do, or with an error.</returns>
    public async Task<(Partition? Partition, SliceOutcome? Outcome)> SpreadAsync(TaskDescriptor descriptor, Run run, Partition partition, Slice slice)
    {
        try
        {
            var names = await ListAsync(descriptor, run, slice.StopToken).ConfigureAwait(false);
            if (names.Count == 0) return (null, new SliceOutcome.Completed());
            var actor = new Actor("worker", node.Name);
            var state = await runs.ChangeAsync(run.Id, (change, at) => PartitionSplit.Spread(change, slice.Lease, names, at, actor), CancellationToken.None).ConfigureAwait(false)
                ?? await store.FindAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
            if (state?.Partitions.FirstOrDefault(stored => stored.Number == partition.Number && stored.Owner == slice.Lease.Owner) is not { Scope: not null } mine)
            {
                return (null, new SliceOutcome.LeaseLost());
            }

            await doorbell.RingAsync(run.Id, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            return (mine, null);
        }
        catch (Exception) when (slice.Stop != StopReason.None)
        {
            return (null, SliceEnd.Stopped(slice));
        }
        catch (DbException exception) when (exception.IsTransient)
        {
            return (null, SliceEnd.OfCollection(new CollectionUnavailableException(exception)));
        }
        catch (Exception exception)
        {
            return (null, new SliceOutcome.Failed(exception, null));
        }
    }

    /// <summary>The names of the scopes of a run, as they are now.</summary>
    /// <exception cref="TaskNotUsableException">There are names that cannot be.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(TaskDescriptor descriptor, Run run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentRun>().Attach(run);
        var names = await Of(descriptor, scope.ServiceProvider).ListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var wrong in names.Where(name => name is not { Length: > 0 and <= LongestName }))
        {
            throw new TaskNotUsableException($"A scope of {descriptor.Name} has a name of 1 to {LongestName} characters, found '{wrong}'.");
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new TaskNotUsableException($"A scope of {descriptor.Name} is listed once, found '{twice.Key}' {twice.Count()} times.");
        }

        return names;
    }

    /// <summary>Prepares services for a scope, before anything of the task is made; does nothing where there is none.</summary>
    public static async Task EnterAsync(TaskDescriptor descriptor, Run run, string? scope, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (scope is null || descriptor.Scopes is null) return;
        var current = services.GetRequiredService<CurrentRun>();
        current.Attach(run);
        current.Scope = scope;
        await Of(descriptor, services).EnterAsync(scope, services, cancellationToken).ConfigureAwait(false);
    }

    private static ITaskScopes Of(TaskDescriptor descriptor, IServiceProvider services) =>
        (ITaskScopes)ActivatorUtilities.GetServiceOrCreateInstance(services, descriptor.Scopes!.ScopesType);
}
