namespace MaintenanceTasks;

/// <summary>Thrown by a task to stop before the item in hand and cancel its own run. Made by <see cref="ICurrentRun.Cancel"/>. Not a failure.</summary>
public sealed class CancelException : Exception
{
    internal CancelException(string reason)
        : base(reason)
    {
    }
}
