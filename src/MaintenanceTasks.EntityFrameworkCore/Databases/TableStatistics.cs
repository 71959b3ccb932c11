using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>What the statistics of the database say about a whole table. They cost nothing to read, and are as old as the last analysis.</summary>
internal static class TableStatistics
{
    private const string OfTable =
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = @table AND n.nspname = coalesce(@schema, current_schema()::text)";

    /// <summary>How many rows it has. Null when the query is not a whole table, or the database has no statistics of it.</summary>
    /// <param name="query">The query.</param>
    /// <param name="current">True to take only what follows the growth of the table since the statistics were made.</param>
    public static async Task<long?> RowsAsync<T>(IQueryable<T> query, bool current = false)
        where T : class =>
        await AskAsync(query, (command, entity) => AskRows(command, entity, current)).ConfigureAwait(false) is long and > 0 and var rows ? rows : null;

    /// <summary>How many pages of the disk it has now; null where that is not known.</summary>
    public static async Task<long?> PagesAsync<T>(IQueryable<T> query)
        where T : class => await AskAsync(query, AskPages).ConfigureAwait(false) as long?;

    /// <summary>Whether the rows lie in the table in no order of a column, as random identifiers do. False where that is not known.</summary>
    public static async Task<bool> IsScatteredAsync<T>(IQueryable<T> query, IProperty column)
        where T : class =>
        await AskAsync(query, (command, entity) => AskOrder(command, entity, column)).ConfigureAwait(false) is float and > -0.1f and < 0.1f;

    private static async Task<object?> AskAsync<T>(IQueryable<T> query, Func<DbCommand, IEntityType, bool> ask)
        where T : class
    {
        if (QueryRules.WholeTable(query) is not { } entity) return null;
        using var likeTheQuery = query.CreateDbCommand();
        var connection = likeTheQuery.Connection!;
        var wasClosed = connection.State == ConnectionState.Closed;
        if (wasClosed) await connection.OpenAsync().ConfigureAwait(false);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandTimeout = 5;
            return ask(command, entity) ? await command.ExecuteScalarAsync().ConfigureAwait(false) : null;
        }
        catch (DbException)
        {
            // SQLite has no table of statistics before the first ANALYZE.
            return null;
        }
        finally
        {
            if (wasClosed) await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    private static bool AskRows(DbCommand command, IEntityType entity, bool current)
    {
        switch (DatabaseKinds.Of(command.Connection!))
        {
            case DatabaseKind.PostgreSql:
                // Followed as the planner does: the rows of a page when the statistics were made, on the pages there are now.
                command.CommandText = "SELECT " + (current ? "(c.reltuples / nullif(c.relpages, 0) * (pg_relation_size(c.oid) / current_setting('block_size')::int))" : "c.reltuples")
                    + "::bigint" + OfTable;
                Add(command, "@table", entity.GetTableName());
                Add(command, "@schema", entity.GetSchema());
                return true;
            case DatabaseKind.Sqlite when !current:
                // The first number of each line is the rows of the table; a partial index has fewer.
                command.CommandText = "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = @table";
                Add(command, "@table", entity.GetTableName());
                return true;
            default:
                return false;
        }
    }

    private static bool AskPages(DbCommand command, IEntityType entity)
    {
        if (DatabaseKinds.Of(command.Connection!) != DatabaseKind.PostgreSql) return false;
        command.CommandText = "SELECT pg_relation_size(c.oid) / current_setting('block_size')::int" + OfTable;
        Add(command, "@table", entity.GetTableName());
        Add(command, "@schema", entity.GetSchema());
        return true;
    }

    private static bool AskOrder(DbCommand command, IEntityType entity, IProperty column)
    {
        if (DatabaseKinds.Of(command.Connection!) != DatabaseKind.PostgreSql) return false;
        command.CommandText = "SELECT correlation FROM pg_stats WHERE tablename = @table AND schemaname = coalesce(@schema, current_schema()::text) "
            + "AND attname = @column AND NOT inherited";
        Add(command, "@table", entity.GetTableName());
        Add(command, "@schema", entity.GetSchema());
        Add(command, "@column", column.GetColumnName());
        return true;
    }

    private static void Add(DbCommand command, string name, string? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, DbType.String, value ?? (object)DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
