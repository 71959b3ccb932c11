namespace MaintenanceTasks;

/// <summary>A task without a collection: it is called once. Override <see cref="Process"/> or <see cref="ProcessAsync"/>.</summary>
public abstract class OneOffTask : CollectionTask<OneOffItem>
{
    /// <summary>Does the work.</summary>
    public virtual void Process() =>
        throw new NotSupportedException($"{GetType().Name} overrides neither Process nor ProcessAsync.");

    /// <summary>Does the work. The default calls <see cref="Process"/>.</summary>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent; not by a pause.</param>
    public virtual Task ProcessAsync(CancellationToken cancellationToken)
    {
        Process();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected internal sealed override CollectionWalk<OneOffItem> Open(WalkStart start) => new OneOffWalk(start);

    /// <inheritdoc/>
    protected internal sealed override Task HandleAsync(OneOffItem item, CancellationToken cancellationToken) =>
        ProcessAsync(cancellationToken);

    /// <inheritdoc/>
    protected internal sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Task.FromResult(ItemCount.Exactly(1));
}
