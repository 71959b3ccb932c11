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
    public static Task InsertAsync<TRow>(DbContext db, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class => InsertAsync(db, db.Model, rows, cancellationToken);

    /// <summary>The same through a context whose own model need not have the table.</summary>
    public static async Task InsertAsync<TRow>(DbContext db, IModel model, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        if (rows.Count == 0) return;
        await using var command = CommandFor<TRow>(db, model, out var properties);
        foreach (var row in rows)
        {
            Bind(db, command, properties, row);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does everything but execute.</summary>
    public static async Task PrepareAsync<TRow>(DbContext db, CancellationToken cancellationToken)
        where TRow : class, new()
    {
        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (var command = CommandFor<TRow>(db, db.Model, out var properties))
        {
            Bind(db, command, properties, new TRow());

            // Elsewhere it would be prepared on the server, where a pooler may give the connection to somebody else.
            if (DatabaseKinds.IsSqlite(db)) await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }

        await db.Database.CloseConnectionAsync().ConfigureAwait(false);
    }

    private static DbCommand CommandFor<TRow>(DbContext db, IModel model, out IProperty[] properties)
        where TRow : class
    {
        var type = model.FindEntityType(typeof(TRow))!;
        properties = [.. type.GetProperties().Where(property => property.ValueGenerated != ValueGenerated.OnAdd)];
        var sql = db.GetService<ISqlGenerationHelper>();
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = string.Join(", ", properties.Select(property => sql.DelimitIdentifier(property.GetColumnName(store)!)));
        var values = string.Join(", ", properties.Select((_, index) => sql.GenerateParameterNamePlaceholder("p" + index)));
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(store.Name, store.Schema)} ({columns}) VALUES ({values})";
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Bind<TRow>(DbContext db, DbCommand command, IProperty[] properties, TRow row)
        where TRow : class
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        command.Parameters.Clear();
        foreach (var (property, index) in properties.Select((property, index) => (property, index)))
        {
            command.Parameters.Add(Parameter(command, sql, property, index, row));
        }
    }

    private static DbParameter Parameter<TRow>(DbCommand command, ISqlGenerationHelper sql, IProperty property, int index, TRow row)
        where TRow : class =>
        property.GetRelationalTypeMapping().CreateParameter(
            command, sql.GenerateParameterName("p" + index), ValueOf(property, row), property.IsNullable);

    // A column that a loop of the host's puts on every table, for a tenant or a deletion, has no property here.
    private static object? ValueOf<TRow>(IProperty property, TRow row)
        where TRow : class =>
        !property.IsShadowProperty() ? property.GetGetter().GetClrValue(row)
        : property.IsNullable ? null
        : property.ClrType == typeof(string) ? ""
        : property.ClrType.IsValueType ? Activator.CreateInstance(property.ClrType)
        : throw new TaskNotUsableException(
            $"The model adds the required column {property.Name} of type {property.ClrType.Name} to {property.DeclaringType.DisplayName()}, a table of maintenance tasks. "
            + "Leave these tables out of the loop that adds it, or make it optional.");
}
