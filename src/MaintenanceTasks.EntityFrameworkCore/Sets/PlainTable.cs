using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The table of an entity type of which whole pages can be updated at once: nothing but columns, and nobody who has to be asked about a change.</summary>
internal sealed class PlainTable
{
    private static readonly HashSet<Type> Types =
    [
        typeof(int), typeof(long), typeof(short), typeof(bool), typeof(string), typeof(Guid), typeof(DateTime), typeof(decimal), typeof(double), typeof(float),
    ];

    private readonly Dictionary<IProperty, bool> _writable = [];

    private PlainTable(IEntityType type, ITable table) => (Type, Table) = (type, table);

    public IEntityType Type { get; }

    public ITable Table { get; }

    public IReadOnlyList<IProperty> Key => Type.FindPrimaryKey()!.Properties;

    /// <summary>The table of a type; null when rows of it have to be saved one by one.</summary>
    public static PlainTable? Of(IEntityType type)
    {
        if (type.BaseType is not null || type.GetDirectlyDerivedTypes().Any() || type.IsOwned() || type.FindPrimaryKey() is not { } key) return null;
        if (type.GetTableMappings().ToList() is not [{ IsSharedTablePrincipal: null or true } mapping] || mapping.Table.EntityTypeMappings.Count() != 1) return null;
        if (type.GetComplexProperties().Any() || type.GetDeclaredTriggers().Any() || type.GetUpdateStoredProcedure() is not null) return null;
        if (type.GetProperties().Any(property => property.IsConcurrencyToken || property.ValueGenerated is not (ValueGenerated.Never or ValueGenerated.OnAdd))) return null;
        return key.Properties.All(property => IsPlain(property)) ? new PlainTable(type, mapping.Table) : null;
    }

    /// <summary>True when a change of the column is nothing but another value: no key, no reference, nothing unique, generated or converted.</summary>
    public bool CanWrite(IProperty property)
    {
        if (_writable.TryGetValue(property, out var known)) return known;
        return _writable[property] = IsPlain(property) && !property.IsKey() && !property.IsForeignKey() && !property.GetContainingIndexes().Any(index => index.IsUnique)
            && property.GetComputedColumnSql() is null && property.GetAfterSaveBehavior() == PropertySaveBehavior.Save;
    }

    public string Column(IProperty property) => property.GetColumnName(StoreObjectIdentifier.Table(Table.Name, Table.Schema))!;

    private static bool IsPlain(IProperty property) => property.GetRelationalTypeMapping() is { Converter: null, ElementTypeMapping: null } mapping
        && Types.Contains(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType)
        && mapping.ClrType == (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
}
