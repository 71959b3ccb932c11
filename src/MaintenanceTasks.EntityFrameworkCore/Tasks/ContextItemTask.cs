using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>The base of the kinds with a context that process one item at a time. Override <see cref="Process"/> or <see cref="ProcessAsync"/>.</summary>
/// <typeparam name="TContext">The context.</typeparam>
/// <typeparam name="T">The item.</typeparam>
public abstract class ContextItemTask<TContext, T> : ContextTask<TContext, T>
    where TContext : DbContext
{
    /// <summary>Processes one item. What it changes on tracked entities is saved with the page; it calls no <c>SaveChanges</c>.</summary>
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
    protected sealed override Task HandleAsync(T item, CancellationToken cancellationToken) => ProcessAsync(item, cancellationToken);
}
