using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A query as a level. As the innermost one its entities are tracked by the context of the task, if it has one; parents never are.</summary>
/// <param name="query">The query.</param>
/// <param name="context">The context of the task; null for a task without one.</param>
internal sealed class EntityLevel<T>(IQueryable<T> query, Func<DbContext>? context) : ParentLevel<T>
    where T : class
{
    private bool IsSqlite => context is not null && DatabaseKinds.IsSqlite(context());

    public override CollectionWalk<T> Open(WalkStart start) =>
        new EntityWalk<T>(
            new KeyedQuery<T>(query, start, tracked: context is not null, IsSqlite) { AtOnce = context is null ? null : ReadsAtOnce.Of(context()) },
            context?.Invoke(), start.After, isOneOfMany: true);

    public override CollectionWalk<T> OpenParents(WalkStart start) =>
        new EntityWalk<T>(new KeyedQuery<T>(query, start, tracked: false, IsSqlite), null, null, withStart: start.Cursor is not null, isOneOfMany: true);

    public override void Check(string task) => KeyedQuery<T>.Columns(query, task, tracked: false, IsSqlite);
}
