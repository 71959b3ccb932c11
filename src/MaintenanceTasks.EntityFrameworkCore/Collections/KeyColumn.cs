using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>One column of the key a query is walked by: how to read it, compare it in the database only, and store it.</summary>
internal sealed class KeyColumn
{
    private static readonly MethodInfo Property = typeof(EF).GetMethod(nameof(EF.Property))!;
    private readonly IProperty _property;
    private readonly ValueConverter? _converter;

    public KeyColumn(IProperty property)
    {
        _property = property;
        _converter = property.FindRelationalTypeMapping()?.Converter;
    }

    public string Name => _property.Name;

    public Type Type => _property.ClrType;

    private Type StoredType => _converter?.ProviderClrType ?? _property.ClrType;

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

    /// <summary>Refuses types whose order in the database is not the order of the values, or not defined.</summary>
    /// <exception cref="TaskNotUsableException">The column cannot be walked by.</exception>
    public void Check(string task, bool sqlite, bool tracked)
    {
        var type = Nullable.GetUnderlyingType(StoredType) ?? StoredType;
        string? reason = null;
        if (type == typeof(float) || type == typeof(double)) reason = "floating-point numbers do not compare exactly";
        else if (type == typeof(byte[])) reason = "binary values have no order that all databases share";
        else if (sqlite && (type == typeof(decimal) || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) || type == typeof(ulong)))
        {
            reason = "SQLite stores it as text whose order is not the order of the values";
        }
        else if (_property.IsShadowProperty() && !tracked) reason = "a shadow property can only be read from a tracked entity";
        if (reason is null) return;
        throw new TaskNotUsableException(
            $"The collection of {task} is keyed by {_property.DeclaringType.DisplayName()}.{Name} of type {Type.Name}, which cannot be walked: {reason}. "
            + "Use SourceTask with a cursor of your own.");
    }
}
