using MaintenanceTasks.EntityFrameworkCore;

namespace MaintenanceTasks;

/// <summary>Queries as levels of a nested collection.</summary>
public static class QueryLevelExtensions
{
    /// <summary>The entities of a query, by primary key, for a task without a context: not tracked, nothing is saved.</summary>
    /// <typeparam name="T">The entity.</typeparam>
    /// <param name="query">A set, filtered with <c>Where</c>, from a context of the task's own.</param>
    public static ParentLevel<T> AsLevel<T>(this IQueryable<T> query)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(query);
        return new EntityLevel<T>(query, null);
    }
}
