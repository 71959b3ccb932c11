using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>One of the columns a query is walked by: how to read it, compare it in the database only, and store it.</summary>
internal sealed class KeyColumn
{
    private const string Otherwise = "Walk by another column with WalkBy, or use SourceTask with a cursor of your own.";

    private static readonly HashSet<Type> Ordered =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(decimal),
        typeof(char), typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
    ];

    private static readonly HashSet<Type> UnorderedInSqlite = [typeof(decimal), typeof(DateTimeOffset), typeof(TimeSpan), typeof(ulong)];
    private static readonly MethodInfo Property = typeof(EF).GetMethod(nameof(EF.Property))!;
    private readonly IProperty _property;
    private readonly ValueConverter? _converter;

    public KeyColumn(IProperty property)
    {
        _property = property;
        _converter = property.FindRelationalTypeMapping()?.Converter;
    }

    public string Name => _property.Name;

    public IProperty Column => _property;

    public Type Type => _property.ClrType;

    private Type StoredType => Nullable.GetUnderlyingType(_converter?.ProviderClrType ?? Type) ?? _converter?.ProviderClrType ?? Type;

    public Expression Of(ParameterExpression entity) => _property.PropertyInfo is { } clr
        ? Expression.MakeMemberAccess(entity, clr)
        : Expression.Call(Property.MakeGenericMethod(Type), entity, Expression.Constant(Name));

    public object Read(object entity, DbContext? db) =>
        (_property.IsShadowProperty() ? db!.Entry(entity).Property(Name).CurrentValue : _property.GetGetter().GetClrValue(entity))!;

    public JsonNode ToJson(object value) =>
        JsonSerializer.SerializeToNode(_converter?.ConvertToProvider(value) ?? value, StoredType)!;

    /// <exception cref="JsonException">The stored value is of another type.</exception>
    public object FromJson(JsonNode? node)
    {
        var stored = node.Deserialize(StoredType) ?? throw new JsonException("null");
        return _converter is null ? stored : _converter.ConvertFromProvider(stored)!;
    }

    /// <summary>Refuses columns that may be null, and types whose order in the database is not the order of the values, or not defined.</summary>
    /// <exception cref="TaskNotUsableException">The column cannot be walked by.</exception>
    public void Check(string task, bool sqlite, bool tracked)
    {
        if (Unfit(sqlite, tracked) is not { } reason) return;
        throw new TaskNotUsableException(
            $"The collection of {task} is walked by {_property.DeclaringType.DisplayName()}.{Name} of type {StoredType.Name}, which cannot be done: {reason}");
    }

    private string? Unfit(bool sqlite, bool tracked)
    {
        var type = StoredType;
        if (_property.IsNullable) return "it may be null, and null has no place in an order. Make the column required, or walk by another one.";
        if (type == typeof(float) || type == typeof(double)) return $"floating-point numbers do not compare exactly. {Otherwise}";
        if (type == typeof(byte[])) return $"binary values have no order that all databases share. {Otherwise}";
        if (sqlite && UnorderedInSqlite.Contains(type)) return $"SQLite stores it in a form whose order is not the order of the values. {Otherwise}";
        if ((!type.IsEnum && !Ordered.Contains(type)) || _property.FindRelationalTypeMapping()?.StoreTypeNameBase is "json" or "xml")
        {
            return $"its values have no order in the database. {Otherwise}";
        }

        return _property.IsShadowProperty() && !tracked ? $"a shadow property can only be read from a tracked entity. {Otherwise}" : null;
    }
}
