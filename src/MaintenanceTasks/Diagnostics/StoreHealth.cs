using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Whether the store answers this process: one log line when that changes, and a health check that is degraded meanwhile.</summary>
internal sealed class StoreHealth(ILogger<StoreHealth> logger) : IHealthCheck
{
    private volatile Exception? _failure;

    public bool IsAnswering => _failure is null;

    public void Answered()
    {
        if (Interlocked.Exchange(ref _failure, null) is not null) logger.LogInformation("The store of maintenance tasks answers again.");
    }

    public void Failed(Exception exception)
    {
        var before = Interlocked.Exchange(ref _failure, exception);
        if (before?.Message != exception.Message)
        {
            logger.LogWarning(exception, "Maintenance tasks wait for their store: {Reason}", exception.Message);
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_failure is { } failure
            ? HealthCheckResult.Degraded("The store of maintenance tasks does not answer: " + failure.Message, failure)
            : HealthCheckResult.Healthy("The store of maintenance tasks answers."));
}
