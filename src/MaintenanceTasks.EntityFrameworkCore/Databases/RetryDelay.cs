using System.Diagnostics.CodeAnalysis;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Waits between tries: doubling from 20 ms, with full jitter so that rivals do not meet again.</summary>
internal static class RetryDelay
{
    [SuppressMessage("Security", "CA5394", Justification = "Spreads retries; nothing depends on it being unpredictable.")]
    public static TimeSpan After(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20 << Math.Min(attempt, 6)));
}
