namespace MaintenanceTasks;

internal sealed class NestedLevel<TParent, T>(ParentLevel<TParent> parents, Func<TParent, Level<T>> children) : Level<T>
{
    internal override bool IsNested => true;

    public override CollectionWalk<T> Open(WalkStart start) => new NestedWalk<TParent, T>(parents, children, start);

    public override void Check(string task) => parents.Check(task);
}
