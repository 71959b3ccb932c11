namespace MaintenanceTasks;

/// <summary>What ends a slice, put into an outcome: a stop from outside, a wish of the task, an exception of an item or of the collection.</summary>
internal sealed class SliceEnd(MaintenanceTask task, Slice slice)
{
    /// <summary>The outcome of the stop that was asked for.</summary>
    public SliceOutcome Stopped() => Stopped(slice);

    /// <inheritdoc cref="Stopped()"/>
    public static SliceOutcome Stopped(Slice slice) => slice.Stop switch
    {
        StopReason.Request => new SliceOutcome.Stopped(),
        StopReason.Shutdown => new SliceOutcome.Interrupted(),
        _ => new SliceOutcome.LeaseLost(),
    };

    /// <summary>The outcome of an exception that an item threw, or that its commit did.</summary>
    public SliceOutcome OfItem(Exception exception, string item) => exception switch
    {
        HoldException hold => new SliceOutcome.Held(hold.Delay, hold.Message),
        CancelException cancel => new SliceOutcome.Cancelled(cancel.Message),
        OperationCanceledException when slice.ItemToken.IsCancellationRequested => Stopped(),
        _ => new SliceOutcome.Failed(exception, item),
    };

    /// <summary>The outcome of a collection that cannot be read.</summary>
    public static SliceOutcome OfCollection(Exception exception) => exception is CollectionUnavailableException
        ? new SliceOutcome.Held(PageRecovery.TransientHold, exception.Message)
        : new SliceOutcome.Failed(exception, null);

    /// <summary>True when the run goes on without the item.</summary>
    public bool IsGoneOnAfter(Exception exception) =>
        !IsWish(exception) && !(exception is OperationCanceledException && slice.ItemToken.IsCancellationRequested) && task.ContinuesAfter(exception);

    /// <summary>True when the exception is no failure: the task asks for the end of its slice with it.</summary>
    public static bool IsWish(Exception exception) => exception is HoldException or CancelException;
}
