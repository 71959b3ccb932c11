using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Keeps the members of a page of entities in arrays, one a member, and compares the entities with them later, in the same way as the tracker compares
/// them with its snapshots. Shadow properties are left out: they are changed by way of the tracker alone, which then knows.
/// </summary>
internal sealed class EntityColumns<T>
    where T : class
{
    private static readonly HashSet<Type> Immutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private static readonly MethodInfo Nothing = typeof(EntityColumns<T>).GetMethod(nameof(IsEmpty), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly PropertyInfo RowOf = typeof(List<T>).GetProperty("Item")!;
    private readonly Type[] _types;
    private readonly Lazy<Func<List<T>, Array[], bool>> _keep;
    private readonly Lazy<Func<List<T>, Array[], bool>> _areSame;

    private EntityColumns(Type[] types, Expression<Func<List<T>, Array[], bool>> keep, Expression<Func<List<T>, Array[], bool>> areSame) =>
        (_types, _keep, _areSame) = (types, new(keep.Compile), new(areSame.Compile));

    /// <summary>The columns of a type; null when its entities can change in ways that their members do not show.</summary>
    public static EntityColumns<T>? Of(IEntityType type)
    {
        if (type.BaseType is not null || type.GetDirectlyDerivedTypes().Any() || type.IsOwned() || type.HasSharedClrType || type.GetComplexProperties().Any()
            || type.GetChangeTrackingStrategy() != ChangeTrackingStrategy.Snapshot)
        {
            return null;
        }

        var properties = type.GetProperties().Where(property => !property.IsShadowProperty()).ToArray();
        if (!properties.All(IsPlain)) return null;
        var (entity, row) = (Expression.Variable(typeof(T), "entity"), Expression.Variable(typeof(int), "row"));
        var columns = properties.Select(property => Expression.Variable(property.ClrType.MakeArrayType())).ToArray();
        var isAlone = IsAlone(type, entity);
        Expression kept = Expression.AndAlso(Expression.TypeEqual(entity, typeof(T)), isAlone);
        var same = isAlone;
        for (var index = 0; index < properties.Length; index++)
        {
            var (now, before) = (Member(entity, properties[index]), Expression.ArrayAccess(columns[index], row));
            kept = Expression.AndAlso(kept, Expression.Block(Expression.Assign(before, now), Expression.Constant(true)));
            same = Expression.AndAlso(same, properties[index].GetValueComparer().ExtractEqualsBody(before, now));
        }

        return new([.. properties.Select(property => property.ClrType)], ForAll(kept, entity, row, columns), ForAll(same, entity, row, columns));
    }

    /// <summary>Room for the members of so many entities.</summary>
    public Array[] NewArrays(int rows) => [.. _types.Select(type => Array.CreateInstance(type, rows))];

    /// <summary>Keeps the members of a page; false when they do not tell all, because an entity derives from the type or came with others.</summary>
    public bool TryKeep(List<T> page, Array[] columns) => _keep.Value(page, columns);

    /// <summary>True when no member has changed.</summary>
    public bool AreSame(List<T> page, Array[] columns) => _areSame.Value(page, columns);

    /// <summary>True when the entity refers to no other.</summary>
    private static Expression IsAlone(IEntityType type, Expression entity)
    {
        Expression isAlone = Expression.Constant(true);
        foreach (var navigation in type.GetNavigations().Concat<INavigationBase>(type.GetSkipNavigations()).Where(navigation => !navigation.IsShadowProperty()))
        {
            var now = Member(entity, navigation);
            isAlone = Expression.AndAlso(isAlone, navigation.IsCollection
                ? Expression.Call(Nothing, Expression.Convert(now, typeof(IEnumerable)))
                : Expression.ReferenceEqual(now, Expression.Constant(null)));
        }

        return isAlone;
    }

    /// <summary>A loop over the page, which ends where something is not true.</summary>
    private static Expression<Func<List<T>, Array[], bool>> ForAll(Expression isTrue, ParameterExpression entity, ParameterExpression row, ParameterExpression[] columns)
    {
        var (page, arrays) = (Expression.Parameter(typeof(List<T>)), Expression.Parameter(typeof(Array[])));
        var end = Expression.Label(typeof(bool));
        var typed = columns.Select((column, index) => Expression.Assign(column, Expression.Convert(Expression.ArrayIndex(arrays, Expression.Constant(index)), column.Type)));
        var loop = Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.Equal(row, Expression.Property(page, nameof(List<>.Count))), Expression.Break(end, Expression.Constant(true))),
                Expression.Assign(entity, Expression.Property(page, RowOf, row)),
                Expression.IfThen(Expression.Not(isTrue), Expression.Break(end, Expression.Constant(false))),
                Expression.PreIncrementAssign(row)),
            end);
        return Expression.Lambda<Func<List<T>, Array[], bool>>(
            Expression.Block([entity, row, .. columns], [.. typed, Expression.Assign(row, Expression.Constant(0)), loop]), page, arrays);
    }

    private static MemberExpression Member(Expression entity, IPropertyBase member) =>
        Expression.MakeMemberAccess(entity, member.GetMemberInfo(forMaterialization: false, forSet: false));

    private static bool IsPlain(IProperty property) =>
        IsImmutable(property.ClrType) && !property.IsIndexerProperty() && property.GetValueComparer() is { } comparer && comparer.Type == property.ClrType;

    private static bool IsImmutable(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsPrimitive || plain.IsEnum || Immutable.Contains(plain));

    private static bool IsEmpty(IEnumerable? rows) => rows is null or ICollection { Count: 0 } || !rows.Cast<object>().Any();
}
