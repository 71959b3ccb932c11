using System.ComponentModel;

namespace MaintenanceTasks;

/// <summary>
/// A task that walks a collection. The base of all kinds; derive from it only to make a new kind. A kind calls a virtual method
/// named <c>Process</c> or <c>ProcessAsync</c>, which its tasks override: the catalog refuses a task that overrides neither.
/// </summary>
/// <typeparam name="T">What the walk yields.</typeparam>
public abstract class CollectionTask<T> : MaintenanceTask
{
    /// <summary>Opens the collection at a position.</summary>
    /// <param name="start">Where to begin, where to end, and the services of the slice's scope.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal abstract CollectionWalk<T> Open(WalkStart start);

    /// <summary>Does the work for one element of the walk.</summary>
    /// <param name="item">The element.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost or the grace of a shutdown is spent; not by a pause.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    protected internal abstract Task HandleAsync(T item, CancellationToken cancellationToken);

    internal sealed override Task<SliceOutcome> WorkAsync(SliceWork work) => new PageLoop<T>(this, work).RunAsync();
}
