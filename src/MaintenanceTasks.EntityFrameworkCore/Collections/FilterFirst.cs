using System.Linq.Expressions;
using System.Reflection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Puts a filter before those a query has already. Of two lower bounds of one column SQLite begins its scan at the first: were a
/// bound of the collection's own written before the position, each page would read everything from that bound on again.
/// </summary>
internal static class FilterFirst
{
    private static readonly MethodInfo Where = ((MethodCallExpression)Enumerable.Empty<int>().AsQueryable().Where(number => true).Expression)
        .Method.GetGenericMethodDefinition();

    public static IQueryable<T> WhereFirst<T>(this IQueryable<T> query, Expression<Func<T, bool>> filter) =>
        query.Provider.CreateQuery<T>(Insert(query.Expression, filter));

    private static MethodCallExpression Insert<T>(Expression query, Expression<Func<T, bool>> filter) =>
        query is MethodCallExpression call && call.Arguments[0].Type.IsAssignableTo(typeof(IQueryable<T>))
            ? call.Update(call.Object, call.Arguments.Skip(1).Prepend(Insert(call.Arguments[0], filter)))
            : Expression.Call(Where.MakeGenericMethod(typeof(T)), query, Expression.Quote(filter));
}
