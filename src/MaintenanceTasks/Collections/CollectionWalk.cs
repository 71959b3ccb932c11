namespace MaintenanceTasks;

/// <summary>One walk over a collection, from a position to an end. Made for one slice; not shared between threads.</summary>
/// <typeparam name="T">What it yields.</typeparam>
public abstract class CollectionWalk<T> : IAsyncDisposable
{
    private string? _mark;

    /// <summary>How many items to read and commit together, or how many ticks (<see cref="PagesByTicks"/>). The page loop changes it between pages.</summary>
    public int PageSize { get; set; } = 1;

    /// <summary>True when <see cref="PageSize"/> counts ticks: an item is then a page of its own, and stands for so many of them. Default false.</summary>
    public virtual bool PagesByTicks => false;

    /// <summary>
    /// The item in hand, after <see cref="MoveNextAsync"/> answered true. It stays the last one yielded when a later move
    /// answers false or throws.
    /// </summary>
    public abstract T Current { get; }

    /// <summary>How many ticks the item in hand stands for: 1, or the rows of a batch.</summary>
    public virtual int CurrentTicks => 1;

    /// <summary>
    /// Why the item in hand cannot be processed although the walk knows where the next one begins; null when it can. Counts as an
    /// exception of the item.
    /// </summary>
    public virtual Exception? CurrentFault => null;

    /// <summary>True when the next move reads from the collection again, so that the page in hand should be committed before.</summary>
    public virtual bool PageEnded => false;

    /// <summary>Moves to the next item.</summary>
    /// <param name="cancellationToken">Signalled when the slice stops.</param>
    /// <returns>False at the end.</returns>
    public abstract ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken);

    /// <summary>The position after the item in hand, as stored.</summary>
    public abstract string CursorAfterCurrent();

    /// <summary>The position before the item in hand, as stored: after the item before it; null at the very beginning.</summary>
    public abstract string? CursorBeforeCurrent();

    /// <summary>
    /// Marks the item in hand as the last one done. Called after every item of a task without a transaction: a walk that can keep its position in
    /// fewer steps than <see cref="CursorAfterCurrent"/> takes to write it overrides this and <see cref="CursorAtMark"/>.
    /// </summary>
    public virtual void Mark() => _mark = CursorAfterCurrent();

    /// <summary>The position after the marked item, as stored; null before the first. The walk may be moving on meanwhile.</summary>
    public virtual string? CursorAtMark() => _mark;

    /// <summary>The keys of the items read together with the one in hand, as <see cref="KeyOfCurrent"/> writes them; empty when not known.</summary>
    public virtual IReadOnlyCollection<string> KeysOfPage() => [];

    /// <summary>The key of the item in hand, for messages.</summary>
    public abstract string KeyOfCurrent();

    /// <summary>Forgets what the page held, after it was committed.</summary>
    public virtual void PageCommitted()
    {
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
