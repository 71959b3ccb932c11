using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Counts beside the work. A hint: it never delays the first item and never fails a run.</summary>
internal sealed class RunCounter(
    IServiceScopeFactory scopes, RunChanger runs, RunScopes runScopes, IOptions<MaintenanceTasksOptions> options, TimeProvider time,
    ILogger<RunCounter> logger)
{
    public async Task CountAsync(Run run, TaskDescriptor descriptor, CancellationToken cancellationToken)
    {
        CurrentRun? current = null;
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.CountTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            string?[] names = descriptor.Scopes is null ? [null] : [.. await runScopes.ListAsync(descriptor, run, either.Token).ConfigureAwait(false)];
            var count = ItemCount.Exactly(0);
            foreach (var name in names)
            {
                await using var scope = scopes.CreateAsyncScope();
                current = scope.ServiceProvider.GetRequiredService<CurrentRun>();
                await RunScopes.EnterAsync(descriptor, run, name, scope.ServiceProvider, either.Token).ConfigureAwait(false);
                var task = TaskActivator.Create(descriptor, run, scope.ServiceProvider);
                count += await task.CountAsync(scope.ServiceProvider, either.Token).ConfigureAwait(false);
            }

            if (count.Total is null) return;
            await runs.ChangeAsync(run.Id, (change, _) => Keep(change, count), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LogInformation("The items of run {RunId} of {Task} were not counted: {Reason}", run.Id, run.Task, (current?.Mask ?? SecretMask.None).Apply(exception.Message));
        }
    }

    private static bool Keep(RunChange change, ItemCount count)
    {
        change.Update(change.Run with { Total = count.Total, TotalKind = count.Kind });
        return true;
    }
}
