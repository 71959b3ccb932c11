using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Compares an entity with a copy of its fields, by the same members and in the same way as the tracker compares it with its snapshot. Shadow
/// properties are left out: they are changed by way of the tracker alone, which then knows.
/// </summary>
internal sealed class EntityComparison<T>
    where T : class
{
    private static readonly HashSet<Type> Immutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private static readonly MethodInfo Nothing = typeof(EntityComparison<T>).GetMethod(nameof(IsEmpty), BindingFlags.Static | BindingFlags.NonPublic)!;
    private readonly Lazy<Func<T, T, bool>>? _same;
    private readonly Lazy<Func<T, bool>>? _isAlone;

    private EntityComparison(Expression<Func<T, T, bool>> same, Expression<Func<T, bool>>? isAlone) =>
        (_same, _isAlone) = (new(same.Compile), isAlone is null ? null : new(isAlone.Compile));

    private EntityComparison()
    {
    }

    /// <summary>False when an entity can change in ways that its copy does not show.</summary>
    public bool IsComplete => _same is not null;

    /// <summary>True when nothing was changed. Only where it <see cref="IsComplete"/>.</summary>
    public Func<T, T, bool> Same => _same!.Value;

    /// <summary>True when the entity was read without any it refers to.</summary>
    public bool IsAlone(T entity) => _isAlone?.Value(entity) != false;

    public static EntityComparison<T> Of(IEntityType type)
    {
        if (type.BaseType is not null || type.GetDirectlyDerivedTypes().Any() || type.IsOwned() || type.HasSharedClrType || type.GetComplexProperties().Any()
            || type.GetChangeTrackingStrategy() != ChangeTrackingStrategy.Snapshot)
        {
            return new();
        }

        var (copy, entity) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(T)));
        Expression same = Expression.Constant(true);
        foreach (var property in type.GetProperties().Where(property => !property.IsShadowProperty()))
        {
            if (!IsImmutable(property.ClrType) || property.IsIndexerProperty() || property.GetValueComparer() is not { } comparer || comparer.Type != property.ClrType) return new();
            var member = property.GetMemberInfo(forMaterialization: false, forSet: false);
            same = Expression.AndAlso(same, comparer.ExtractEqualsBody(Expression.MakeMemberAccess(copy, member), Expression.MakeMemberAccess(entity, member)));
        }

        Expression? isAlone = null;
        foreach (var navigation in type.GetNavigations().Concat<INavigationBase>(type.GetSkipNavigations()).Where(navigation => !navigation.IsShadowProperty()))
        {
            var now = Expression.MakeMemberAccess(entity, navigation.GetMemberInfo(forMaterialization: false, forSet: false));
            var isEmpty = navigation.IsCollection
                ? (Expression)Expression.Call(Nothing, Expression.Convert(now, typeof(IEnumerable)))
                : Expression.ReferenceEqual(now, Expression.Constant(null));
            isAlone = isAlone is null ? isEmpty : Expression.AndAlso(isAlone, isEmpty);
        }

        if (isAlone is not null) same = Expression.AndAlso(same, isAlone);
        return new(Expression.Lambda<Func<T, T, bool>>(same, copy, entity), isAlone is null ? null : Expression.Lambda<Func<T, bool>>(isAlone, entity));
    }

    private static bool IsImmutable(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsPrimitive || plain.IsEnum || Immutable.Contains(plain));

    private static bool IsEmpty(IEnumerable? rows) => rows is null or ICollection { Count: 0 } || !rows.Cast<object>().Any();
}
