using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>A task without a collection whose effects go to a database: called once, saved together with the fact that it was.</summary>
/// <typeparam name="TContext">The context.</typeparam>
public abstract class OneOffTask<TContext> : ContextTask<TContext, OneOffItem>
    where TContext : DbContext
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
    protected sealed override Task HandleAsync(OneOffItem item, CancellationToken cancellationToken) => ProcessAsync(cancellationToken);

    /// <inheritdoc/>
    protected sealed override CollectionWalk<OneOffItem> Open(WalkStart start) => CollectionWalk.Once(start);

    /// <inheritdoc/>
    protected sealed override Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Task.FromResult(ItemCount.Exactly(1));
}
