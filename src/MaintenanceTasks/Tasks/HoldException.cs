namespace MaintenanceTasks;

/// <summary>Thrown by a task to stop before the item in hand and go on later. Made by <see cref="ICurrentRun.Hold"/>. Not a failure.</summary>
public sealed class HoldException : Exception
{
    internal HoldException(TimeSpan delay, string reason)
        : base(reason) => Delay = delay;

    /// <summary>How long to wait at least.</summary>
    public TimeSpan Delay { get; }
}
