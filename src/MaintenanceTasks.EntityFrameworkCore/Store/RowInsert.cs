using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Inserts rows of ours without <c>SaveChanges</c>, whose overrides and interceptors belong to the host. Table, columns and
/// conversions come from the model.
/// </summary>
internal static class RowInsert
{
    public static async Task InsertAsync<TRow>(DbContext db, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        if (rows.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(TRow))!;
        var properties = type.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.OnAdd).ToArray();
        var sql = db.GetService<ISqlGenerationHelper>();
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(store)!)));
        var values = string.Join(", ", properties.Select((_, index) => sql.GenerateParameterNamePlaceholder("p" + index)));
        var text = $"INSERT INTO {sql.DelimitIdentifier(store.Name, store.Schema)} ({columns}) VALUES ({values})";

        var command = db.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = text;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var row in rows)
            {
                command.Parameters.Clear();
                foreach (var (property, index) in properties.Select((property, index) => (property, index)))
                {
                    command.Parameters.Add(Parameter(command, sql, property, index, row));
                }

                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static DbParameter Parameter<TRow>(DbCommand command, ISqlGenerationHelper sql, IProperty property, int index, TRow row)
        where TRow : class =>
        property.GetRelationalTypeMapping().CreateParameter(
            command, sql.GenerateParameterName("p" + index), property.GetGetter().GetClrValue(row), property.IsNullable);
}
