using System.ComponentModel;

namespace MaintenanceTasks;

/// <summary>
/// The root of all tasks. Derive from a kind: <see cref="ListTask{T}"/>, <see cref="SourceTask{T, TCursor}"/>,
/// <see cref="OneOffTask"/>, or a kind of the Entity Framework Core or CSV package. Public settable properties are the task's
/// parameters. One instance serves one slice of one partition and is never shared between threads.
/// </summary>
public abstract class MaintenanceTask
{
    private protected MaintenanceTask()
    {
    }

    /// <summary>The run this instance works for. Outside a run (a plain unit test) it is a detached one with id 0.</summary>
    public ICurrentRun Run { get; internal set; } = new CurrentRun();

    /// <summary>The type of the context whose database takes the effects, or null for a task without one.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual Type? ContextType => null;

    /// <summary>Makes what commits effects and checkpoint of a page together, or null to write checkpoints through the store.</summary>
    /// <param name="services">The services of the slice's scope.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual IPageCommitter? CreateCommitter(IServiceProvider services) => null;

    /// <summary>Refuses a collection that cannot be walked. Called when a run is started; does not touch a database.</summary>
    /// <param name="services">The services of a scope.</param>
    /// <exception cref="TaskNotUsableException">The collection cannot be walked; the message says what to do.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual void Check(IServiceProvider services)
    {
    }

    /// <summary>How many items there are; asked beside the work, under a time-out, and never the reason a run fails.</summary>
    /// <param name="services">The services of a scope of its own.</param>
    /// <param name="cancellationToken">The time-out.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual Task<ItemCount> CountAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        Task.FromResult(ItemCount.Unknown);

    internal abstract Task<SliceOutcome> WorkAsync(SliceWork work);
}
