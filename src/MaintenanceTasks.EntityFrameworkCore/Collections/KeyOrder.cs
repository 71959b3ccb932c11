using System.Linq.Expressions;
using System.Reflection;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Comparisons for any key type, made only for the database: given as the method of a comparison node, they let it build for
/// types without operators and are translated to the plain operator. They are never called.
/// </summary>
internal static class KeyOrder
{
    public static BinaryExpression GreaterThan(Expression left, Expression right) =>
        Expression.GreaterThan(left, right, liftToNull: false, MethodFor(left.Type));

    public static BinaryExpression GreaterThanOrEqual(Expression left, Expression right) =>
        Expression.GreaterThanOrEqual(left, right, liftToNull: false, MethodFor(left.Type));

    public static BinaryExpression LessThanOrEqual(Expression left, Expression right) =>
        Expression.LessThanOrEqual(left, right, liftToNull: false, MethodFor(left.Type));

    public static BinaryExpression Equal(Expression left, Expression right) =>
        Expression.Equal(left, right, liftToNull: false, MethodFor(left.Type));

    private static MethodInfo MethodFor(Type type) =>
        typeof(KeyOrder).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);

    private static bool Compare<TKey>(TKey left, TKey right) =>
        throw new InvalidOperationException($"Keys of type {typeof(TKey).Name} are compared in the database only ({left}, {right}).");
}
