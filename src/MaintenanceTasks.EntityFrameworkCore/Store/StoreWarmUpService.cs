using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Begins the warm-up beside the start of the host, so that the first claim does not wait for it.</summary>
internal sealed class StoreWarmUpService<TContext>(StoreContexts<TContext> contexts, ILogger<StoreWarmUpService<TContext>> logger) : IHostedService
    where TContext : DbContext
{
    private Task _warming = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _warming = ObserveAsync(contexts.WarmUpWhollyAsync());
        return Task.CompletedTask;
    }

    // Once the host has stopped, nothing of it uses the database any more: a test may remove it.
    public async Task StopAsync(CancellationToken cancellationToken) =>
        await _warming.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // A wrong database does not stop the start; who needs the store next is told what is wrong.
    private async Task ObserveAsync(Task warming)
    {
        try
        {
            await warming.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogDebug(exception, "The store could not be warmed up.");
        }
    }
}
