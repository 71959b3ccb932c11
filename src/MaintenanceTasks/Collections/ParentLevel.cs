using System.ComponentModel;

namespace MaintenanceTasks;

/// <summary>A level of a nested collection whose items can have levels below them.</summary>
/// <typeparam name="T">What it yields.</typeparam>
public abstract class ParentLevel<T> : Level<T>
{
    /// <summary>Puts a level below each item of this one. It may be a nested one again.</summary>
    /// <typeparam name="TChild">What the level below yields.</typeparam>
    /// <param name="children">The level below an item; asked for when the walk comes to the item, and again after each interruption within.</param>
    public Level<TChild> Each<TChild>(Func<T, Level<TChild>> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        return new NestedLevel<T, TChild>(this, children);
    }

    /// <summary>
    /// Opens it as parents, which are read and not processed. <see cref="WalkStart.Cursor"/> names the parent to begin with, itself
    /// included when it still is in the collection; null for the first.
    /// </summary>
    /// <param name="start">Where to begin.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public abstract CollectionWalk<T> OpenParents(WalkStart start);
}
