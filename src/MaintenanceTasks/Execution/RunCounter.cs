using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks;

/// <summary>Counts beside the work. A hint: it never delays the first item and never fails a run.</summary>
internal sealed class RunCounter(
    IServiceScopeFactory scopes, RunChanger runs, IOptions<MaintenanceTasksOptions> options, TimeProvider time,
    ILogger<RunCounter> logger)
{
    public async Task CountAsync(Run run, TaskDescriptor descriptor, CancellationToken cancellationToken)
    {
        CurrentRun? current = null;
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.CountTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            current = scope.ServiceProvider.GetRequiredService<CurrentRun>();
            var task = TaskActivator.Create(descriptor, run, scope.ServiceProvider);
            var count = await task.CountAsync(scope.ServiceProvider, either.Token).ConfigureAwait(false);
            if (count.Total is null) return;
            await runs.ChangeAsync(run.Id, change => Keep(change, count), cancellationToken).ConfigureAwait(false);
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
