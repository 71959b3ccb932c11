namespace MaintenanceTasks;

/// <summary>A task that processes one item at a time. Override <see cref="Process"/> or <see cref="ProcessAsync"/>.</summary>
/// <typeparam name="T">The item.</typeparam>
public abstract class ItemTask<T> : CollectionTask<T>
{
    /// <summary>Processes one item.</summary>
    /// <param name="item">The item.</param>
    public virtual void Process(T item) =>
        throw new NotSupportedException($"{GetType().Name} overrides neither Process nor ProcessAsync.");

    /// <summary>Processes one item. The default calls <see cref="Process"/>.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent; not by a pause.</param>
    public virtual Task ProcessAsync(T item, CancellationToken cancellationToken)
    {
        Process(item);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected internal sealed override Task HandleAsync(T item, CancellationToken cancellationToken) =>
        ProcessAsync(item, cancellationToken);
}
