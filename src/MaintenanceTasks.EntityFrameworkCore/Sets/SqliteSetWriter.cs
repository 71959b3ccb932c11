using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>One statement, prepared once and executed for each row. SQLite has no way to a server that would have to be saved.</summary>
internal sealed class SqliteSetWriter(DbContext db) : SetWriter(db)
{
    protected override async Task<int> WriteAsync(DbCommand command, RowSet set, CancellationToken cancellationToken)
    {
        IProperty[] values = [.. set.Columns, .. set.Table.Key];
        var changes = string.Join(", ", set.Columns.Select((column, index) => $"{Column(set, column)} = @p{index}"));
        var key = string.Join(" AND ", set.Table.Key.Select((column, index) => $"{Column(set, column)} = @p{set.Columns.Count + index}"));
        command.CommandText = $"UPDATE {Table(set)} SET {changes} WHERE {key}";
        foreach (var (property, index) in values.Select((property, index) => (property, index)))
        {
            var value = set.Rows[0].Property(property).CurrentValue;
            command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, "@p" + index, value, property.IsNullable));
        }

        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var written = 0;
        foreach (var row in set.Rows)
        {
            for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = row.Property(values[index]).CurrentValue ?? DBNull.Value;
            written += await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return written;
    }
}
