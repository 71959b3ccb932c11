namespace MaintenanceTasks;

internal sealed class ListLevel<T>(IReadOnlyList<T> list) : ParentLevel<T>
{
    public override CollectionWalk<T> Open(WalkStart start) => new ListWalk<T>(list, start);

    public override CollectionWalk<T> OpenParents(WalkStart start)
    {
        var walk = new ListWalk<T>(list, start);
        if (start.Cursor is not null) walk.StepBack();
        return walk;
    }
}
