using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>Asks the conditions of a task in order, now and then; the first that holds decides.</summary>
internal sealed class ThrottleGate(IEnumerable<Throttle> throttles, TimeSpan interval, TimeProvider time, ILogger logger, SecretMask mask)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Throttle[] _throttles = [.. throttles];
    private long? _asked;

    /// <returns>How long to wait and for what, or null to go on.</returns>
    public ValueTask<SliceOutcome.Held?> AskAsync()
    {
        if (_throttles.Length == 0 || (_asked is { } asked && time.GetElapsedTime(asked) < interval)) return default;
        _asked = time.GetTimestamp();
        return FirstThatHoldsAsync();
    }

    private async ValueTask<SliceOutcome.Held?> FirstThatHoldsAsync()
    {
        foreach (var throttle in _throttles)
        {
            if (await HoldsAsync(throttle).ConfigureAwait(false)) return new SliceOutcome.Held(throttle.Backoff(), throttle.Name);
        }

        return null;
    }

    private async Task<bool> HoldsAsync(Throttle throttle)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            return await throttle.HoldsAsync(patience.Token).AsTask().WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogWarning(mask.Apply(exception), "The condition '{Throttle}' gave no answer; the run goes on.", mask.Apply(throttle.Name));
            return false;
        }
    }
}
