namespace MaintenanceTasks;

/// <summary>
/// A condition under which a task waits: a replica that lags, a queue that is full. Asked before an item, at most once every
/// <see cref="MaintenanceTasksOptions.ThrottleInterval"/>; when it holds, the position is kept, the worker is released, and the
/// run shows the condition's name and until when it waits.
/// </summary>
/// <param name="name">What holds the run, in words; shown to people.</param>
/// <param name="holds">True to wait. An answer that fails or takes longer than two seconds counts as false, with a warning.</param>
/// <param name="backoff">How long to wait; computed when the condition holds.</param>
public sealed class Throttle(string name, Func<CancellationToken, ValueTask<bool>> holds, Func<TimeSpan> backoff)
{
    /// <summary>How long to wait when nothing else is said: 30 s.</summary>
    public static TimeSpan DefaultBackoff { get; } = TimeSpan.FromSeconds(30);

    /// <summary>A condition with a fixed time to wait.</summary>
    /// <param name="name">What holds the run, in words.</param>
    /// <param name="holds">True to wait.</param>
    /// <param name="backoff">How long to wait, or null for <see cref="DefaultBackoff"/>.</param>
    public Throttle(string name, Func<bool> holds, TimeSpan? backoff = null)
        : this(name, _ => ValueTask.FromResult(holds()), () => backoff ?? DefaultBackoff)
    {
    }

    /// <summary>What holds the run, in words.</summary>
    public string Name { get; } = name;

    internal ValueTask<bool> HoldsAsync(CancellationToken cancellationToken) => holds(cancellationToken);

    internal TimeSpan Backoff() => backoff();
}
