using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Tells the task's own callbacks, the listeners and the meters what has become durable. Nothing it calls can harm a run.</summary>
internal sealed class RunPublisher(IServiceScopeFactory scopes, TaskCatalog catalog, RunTelemetry telemetry, ILogger<RunPublisher> logger)
{
    public async Task PublishAsync(Run run, IReadOnlyList<RunEvent> events)
    {
        var shown = Shown(run);
        foreach (var happened in events)
        {
            if (happened is { Kind: RunEventKind.Status, To: { } status })
            {
                telemetry.Count(run, status);
                await CallBackAsync(run, status).ConfigureAwait(false);
            }

            await TellAsync(run, listener => listener.OnEventAsync(shown, happened, CancellationToken.None)).ConfigureAwait(false);
        }
    }

    public Task ItemFailedAsync(Run run, string item, Exception exception, bool continues) =>
        TellAsync(run, listener => listener.OnItemFailedAsync(Shown(run), item, exception, continues, CancellationToken.None));

    private async Task CallBackAsync(Run run, RunStatus status)
    {
        // The start is called by the slice itself, whose first item waits for it.
        if (status is not (RunStatus.Paused or RunStatus.Interrupted or RunStatus.Cancelled or RunStatus.Succeeded or RunStatus.Errored)) return;
        if (catalog.Find(run.Task) is not { } descriptor) return;
        CurrentRun? current = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            current = scope.ServiceProvider.GetRequiredService<CurrentRun>();
            var task = TaskActivator.Create(descriptor, run, scope.ServiceProvider);
            await (status switch
            {
                RunStatus.Paused => task.OnPausedAsync(CancellationToken.None),
                RunStatus.Interrupted => task.OnInterruptedAsync(CancellationToken.None),
                RunStatus.Cancelled => task.OnCancelledAsync(CancellationToken.None),
                RunStatus.Succeeded => task.OnSucceededAsync(CancellationToken.None),
                _ => task.OnErroredAsync(run.Error!, CancellationToken.None),
            }).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogError(current?.Mask.Apply(exception) ?? exception, "The callback of {Task} for {Status} failed; run {RunId} stays as it is.", run.Task, status, run.Id);
        }
    }

    private Run Shown(Run run) => SecretArguments.Hide(run, catalog.Find(run.Task));

    private async Task TellAsync(Run run, Func<IRunListener, Task> tell)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var listener in scope.ServiceProvider.GetServices<IRunListener>())
        {
            try
            {
                await tell(listener).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "{Listener} failed on run {RunId}.", listener.GetType().Name, run.Id);
            }
        }
    }
}
