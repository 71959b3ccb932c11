using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Begins the warm-up beside the start of the host, so that the first claim does not wait for it.</summary>
internal sealed class StoreWarmUpService<TContext>(StoreContexts<TContext> contexts, ILogger<StoreWarmUpService<TContext>> logger) : IHostedService
    where TContext : DbContext
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = ObserveAsync(contexts.WarmUpWhollyAsync());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
