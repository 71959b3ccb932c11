using System.Linq.Expressions;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The key of an entity as filters: what follows a position, level by level, and what lies up to one.</summary>
internal sealed class KeyRange<T>
{
    private readonly ParameterExpression _entity = Expression.Parameter(typeof(T), "row");
    private readonly IReadOnlyList<KeyColumn> _columns;

    public KeyRange(IReadOnlyList<KeyColumn> columns) => _columns = columns;

    /// <summary>
    /// One scan of what follows a position: the columns before <paramref name="level"/> equal, that column greater. The scans from
    /// the last level down to the first, one after the other, give everything that follows, in order, each by index range.
    /// </summary>
    public Expression<Func<T, bool>> After(KeyBound bound, int level) =>
        Within(bound, level, KeyOrder.GreaterThan(_columns[level].Of(_entity), bound[level]));

    /// <summary>The one row at a position.</summary>
    public Expression<Func<T, bool>> At(KeyBound bound) =>
        Within(bound, _columns.Count - 1, KeyOrder.Equal(_columns[^1].Of(_entity), bound[_columns.Count - 1]));

    /// <summary>Everything that follows a position in one filter: the first column bounds the range, the rest is checked row by row.</summary>
    public Expression<Func<T, bool>> AllAfter(KeyBound bound)
    {
        if (_columns.Count == 1) return After(bound, 0);
        Expression rest = KeyOrder.GreaterThan(_columns[^1].Of(_entity), bound[_columns.Count - 1]);
        for (var column = _columns.Count - 2; column >= 0; column--)
        {
            rest = Expression.OrElse(
                KeyOrder.GreaterThan(_columns[column].Of(_entity), bound[column]),
                Expression.AndAlso(KeyOrder.Equal(_columns[column].Of(_entity), bound[column]), rest));
        }

        return Expression.Lambda<Func<T, bool>>(
            Expression.AndAlso(KeyOrder.GreaterThanOrEqual(_columns[0].Of(_entity), bound[0]), rest), _entity);
    }

    /// <summary>Everything up to and including a position: the first column bounds the range, the rest is checked row by row.</summary>
    public Expression<Func<T, bool>> UpTo(KeyBound bound)
    {
        var range = KeyOrder.LessThanOrEqual(_columns[0].Of(_entity), bound[0]);
        return _columns.Count == 1
            ? Expression.Lambda<Func<T, bool>>(range, _entity)
            : Expression.Lambda<Func<T, bool>>(Expression.AndAlso(range, Expression.Not(AllAfter(bound).Body)), _entity);
    }

    /// <summary>Orders by the columns from <paramref name="level"/> on; those before are equal within a scan.</summary>
    public IQueryable<T> Order(IQueryable<T> query, int level, bool descending = false)
    {
        for (var column = level; column < _columns.Count; column++)
        {
            var method = (column == level, descending) switch
            {
                (true, false) => nameof(Queryable.OrderBy),
                (true, true) => nameof(Queryable.OrderByDescending),
                (false, false) => nameof(Queryable.ThenBy),
                (false, true) => nameof(Queryable.ThenByDescending),
            };
            var key = Expression.Lambda(_columns[column].Of(_entity), _entity);
            query = query.Provider.CreateQuery<T>(Expression.Call(
                typeof(Queryable), method, [typeof(T), _columns[column].Type], query.Expression, Expression.Quote(key)));
        }

        return query;
    }

    /// <summary>Projects the key's values.</summary>
    public Expression<Func<T, object[]>> Keys() => Expression.Lambda<Func<T, object[]>>(
        Expression.NewArrayInit(typeof(object), _columns.Select(column => Expression.Convert(column.Of(_entity), typeof(object)))), _entity);

    /// <summary>A filter on one column where those before it are equal.</summary>
    private Expression<Func<T, bool>> Within(KeyBound bound, int level, Expression filter)
    {
        for (var column = level - 1; column >= 0; column--)
        {
            filter = Expression.AndAlso(KeyOrder.Equal(_columns[column].Of(_entity), bound[column]), filter);
        }

        return Expression.Lambda<Func<T, bool>>(filter, _entity);
    }
}
