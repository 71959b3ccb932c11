using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>One statement for all rows, with an array for each column.</summary>
internal sealed class PostgreSqlSetWriter(DbContext db) : SetWriter(db)
{
    private const string WithZone = "timestamp with time zone";

    // Without lengths: a cast to one would cut what is too long, where the assignment to the column refuses it.
    private static readonly HashSet<string> Known =
    [
        "integer", "bigint", "smallint", "boolean", "text", "character varying", "uuid", "numeric", "double precision", "real", WithZone, "timestamp without time zone",
    ];

    /// <summary>Only types whose arrays say all that the values do; and no date with a time of the other kind, which the driver refuses for a column and a cast would not.</summary>
    protected override bool CanWrite(RowSet set) => set.Columns.Concat(set.Table.Key).All(property =>
        Known.Contains(StoreType(property)) && (Underlying(property) != typeof(DateTime) || set.Rows.TrueForAll(row => Fits(row.Property(property).CurrentValue, property))));

    protected override Task<int> WriteAsync(DbCommand command, RowSet set, CancellationToken cancellationToken)
    {
        IProperty[] values = [.. set.Columns, .. set.Table.Key];
        var arrays = values.Select((property, index) => $"@p{index}::{StoreType(property)}[]");
        var names = values.Select((_, index) => $"c{index}");
        var changes = set.Columns.Select((column, index) => $"{Column(set, column)} = v.c{index}");
        var key = set.Table.Key.Select((column, index) => $"t.{Column(set, column)} = v.c{set.Columns.Count + index}");
        command.CommandText = $"UPDATE {Table(set)} AS t SET {string.Join(", ", changes)} FROM unnest({string.Join(", ", arrays)}) AS v({string.Join(", ", names)}) "
            + $"WHERE {string.Join(" AND ", key)}";
        foreach (var (property, index) in values.Select((property, index) => (property, index)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "p" + index;
            parameter.Value = ArrayOf(property, set);
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Array ArrayOf(IProperty property, RowSet set)
    {
        var values = Array.CreateInstance(property.ClrType, set.Rows.Count);
        for (var row = 0; row < set.Rows.Count; row++) values.SetValue(set.Rows[row].Property(property).CurrentValue, row);
        return values;
    }

    private static bool Fits(object? value, IProperty property) => value is not DateTime time || (time.Kind == DateTimeKind.Utc) == (StoreType(property) == WithZone);

    private static Type Underlying(IProperty property) => Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;

    private static string StoreType(IProperty property) => property.GetRelationalTypeMapping().StoreTypeNameBase;
}
