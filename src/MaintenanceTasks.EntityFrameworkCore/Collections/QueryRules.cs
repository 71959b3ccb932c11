using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Which queries can be walked by key: a set, filtered. Everything that changes order, shape or number of rows is refused by name.</summary>
internal static class QueryRules
{
    private static readonly HashSet<string> Allowed =
    [
        "Where", "Include", "ThenInclude", "AsSplitQuery", "AsSingleQuery", "IgnoreQueryFilters", "IgnoreAutoIncludes", "AsTracking", "TagWith",
        "TagWithCallSite", "OfType",
    ];

    /// <summary>Finds the entity type a query is over.</summary>
    /// <exception cref="TaskNotUsableException">The query cannot be walked; the message names the operator and what to do.</exception>
    public static IEntityType EntityOf<T>(IQueryable<T> query, string task)
    {
        var expression = query.Expression;
        while (expression is MethodCallExpression call)
        {
            if (!Allowed.Contains(call.Method.Name)) throw Refuse(task, call.Method.Name);
            expression = call.Arguments[0];
        }

        if (expression is not EntityQueryRootExpression root)
        {
            throw new TaskNotUsableException(
                $"The collection of {task} is not a query of Entity Framework Core. Return a DbSet, filtered as needed; for other sources use SourceTask or ListTask.");
        }

        var entity = root.EntityType.Model.FindEntityType(typeof(T)) ?? root.EntityType;
        return entity.FindPrimaryKey() is null
            ? throw new TaskNotUsableException(
                $"The collection of {task} is over {entity.DisplayName()}, which has no primary key, so there is no position to go on from. "
                + "Give it a key, or use SourceTask with a cursor of your own.")
            : entity;
    }

    /// <summary>The entity type of a query that is all rows of one table, or null: then the query is filtered, or its table holds other rows too.</summary>
    public static IEntityType? WholeTable<T>(IQueryable<T> query)
    {
        var expression = query.Expression;
        while (expression is MethodCallExpression call)
        {
            if (call.Method.Name is "Where" or "OfType" || !Allowed.Contains(call.Method.Name)) return null;
            expression = call.Arguments[0];
        }

        // Queries over SQL of the host's own have a root of a derived type.
        return expression.GetType() == typeof(EntityQueryRootExpression) && ((EntityQueryRootExpression)expression).EntityType is { BaseType: null } entity
            && entity.GetTableName() is not null && !entity.GetDirectlyDerivedTypes().Any() && entity.GetDeclaredQueryFilters().Count == 0
            ? entity
            : null;
    }

    private static TaskNotUsableException Refuse(string task, string method) => new(
        $"The collection of {task} uses {method}, which cannot be combined with walking by primary key. " + (method switch
        {
            "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" or "Reverse" =>
                "Remove it: the engine orders by the key.",
            "Skip" or "Take" => "Remove it: the engine pages. To process a part, filter with Where.",
            "Distinct" or "DistinctBy" or "GroupBy" or "Union" or "Concat" or "Intersect" or "Except" or "UnionBy" or "IntersectBy" or "ExceptBy" =>
                "Express it as a filter with Where, or use SourceTask with a cursor of your own.",
            "Select" or "SelectMany" or "Join" or "LeftJoin" or "RightJoin" or "GroupJoin" or "Cast" =>
                "Return whole entities; load what belongs to them with Include, or query inside Process.",
            "AsNoTracking" or "AsNoTrackingWithIdentityResolution" => "Remove it: whether entities are tracked is decided by the kind of task.",
            _ => $"Allowed are {string.Join(", ", Allowed)}.",
        }));
}
