using System.ComponentModel;

namespace MaintenanceTasks;

/// <summary>One level of a nested collection. Made by the methods of a <c>NestedTask</c>.</summary>
/// <typeparam name="T">What it yields.</typeparam>
public abstract class Level<T>
{
    internal virtual bool IsNested => false;

    /// <summary>Opens it as the innermost level, whose items are processed. Its cursors are JSON.</summary>
    /// <param name="start">Where to begin.</param>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public abstract CollectionWalk<T> Open(WalkStart start);

    /// <summary>Refuses a level that cannot be walked, without touching a database. What depends on a parent is refused when it is opened.</summary>
    /// <param name="task">Name of the task, for messages.</param>
    /// <exception cref="TaskNotUsableException">It cannot be walked; the message says what to do.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public virtual void Check(string task)
    {
    }
}
