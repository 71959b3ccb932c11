using System.ComponentModel;
using System.Reflection;

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

    /// <summary>Conditions under which the task waits, asked in this order. Override and add to <c>base.Throttles</c>. Default none.</summary>
    protected internal virtual IEnumerable<Throttle> Throttles => [];

    /// <summary>How long a slice works before others get their turn; null for <see cref="MaintenanceTasksOptions.MaxSliceDuration"/>.</summary>
    protected internal virtual TimeSpan? MaxSliceDuration => null;

    /// <summary>How long the task rests after each page that was committed, so that other users of its database come through. Default none; a stop ends it.</summary>
    protected internal virtual TimeSpan PauseBetweenPages => TimeSpan.Zero;

    /// <summary>
    /// How long a statement of the task's context may take, before its page is tried with half the items; null for
    /// <see cref="MaintenanceTasksOptions.CommandTimeout"/>. Counted in whole seconds.
    /// </summary>
    protected internal virtual TimeSpan? CommandTimeout => null;

    /// <summary>
    /// How long a statement of a page waits for a lock, before the page is tried with half the items; null for
    /// <see cref="MaintenanceTasksOptions.LockTimeout"/>. Only PostgreSQL heeds it.
    /// </summary>
    protected internal virtual TimeSpan? LockTimeout => null;

    /// <summary>At most so long the task works between two checkpoints without a transaction; null for <see cref="MaintenanceTasksOptions.CheckpointInterval"/>.</summary>
    protected internal virtual TimeSpan? CheckpointInterval => null;

    /// <summary>
    /// How often a worker looks whether somebody asked a run of the task to stop, when that is more seldom than
    /// <see cref="MaintenanceTasksOptions.PollInterval"/>; null for that. What the same process asks for is heard at once.
    /// </summary>
    protected internal virtual TimeSpan? StatusInterval => null;

    /// <summary>Exactly so many items are read and committed together; null to find the number by the time a page takes.</summary>
    protected internal virtual int? ItemsPerPage => null;

    /// <summary>
    /// Into how many partitions the collection is split, from 1 to 64: so many workers, on any machine, work on a run at the same time. May be
    /// chosen anew when a run is started. Default 1.
    /// </summary>
    protected internal virtual int Parallelism => 1;

    /// <summary>True when the collection can be cut into ranges.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual bool CanSplit => false;

    /// <summary>
    /// Finds positions that cut a range into parts of about the same number of items. Only called when <see cref="CanSplit"/> is true; the
    /// range may have a cursor already.
    /// </summary>
    /// <param name="range">The range to cut, and the services of a scope.</param>
    /// <param name="parts">At most so many parts.</param>
    /// <param name="least">A part has at least so many items, or the range is cut into fewer.</param>
    /// <param name="cancellationToken">Signalled when the slice is to stop.</param>
    /// <returns>At most <paramref name="parts"/> - 1 cursors in order; an item at a cut belongs to the part before it.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal virtual Task<IReadOnlyList<string>> SplitAsync(WalkStart range, int parts, int least, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>True when an exception of an item does not stop the run. The default looks for <see cref="ContinueOnAttribute"/>.</summary>
    /// <param name="exception">The exception.</param>
    protected internal virtual bool ContinuesAfter(Exception exception) =>
        GetType().GetCustomAttributes<ContinueOnAttribute>(inherit: true).Any(attribute => attribute.Exception.IsInstanceOfType(exception));

    /// <summary>Called before the first item, at the first start and after each resume. An exception stops the run with nothing processed.</summary>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent.</param>
    protected internal virtual Task OnStartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the run has become paused, on an instance of its own. An exception is logged and changes nothing.</summary>
    /// <param name="cancellationToken">Never signalled today.</param>
    protected internal virtual Task OnPausedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the run has become interrupted, on an instance of its own. An exception is logged and changes nothing.</summary>
    /// <param name="cancellationToken">Never signalled today.</param>
    protected internal virtual Task OnInterruptedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the run has become cancelled, on an instance of its own. An exception is logged and changes nothing.</summary>
    /// <param name="cancellationToken">Never signalled today.</param>
    protected internal virtual Task OnCancelledAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the run has succeeded, on an instance of its own. An exception is logged and changes nothing.</summary>
    /// <param name="cancellationToken">Never signalled today.</param>
    protected internal virtual Task OnSucceededAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called after the run has become errored, on an instance of its own. An exception is logged and changes nothing.</summary>
    /// <param name="error">What stopped the run.</param>
    /// <param name="cancellationToken">Never signalled today.</param>
    protected internal virtual Task OnErroredAsync(RunError error, CancellationToken cancellationToken) => Task.CompletedTask;

    internal abstract Task<SliceOutcome> WorkAsync(SliceWork work);
}
