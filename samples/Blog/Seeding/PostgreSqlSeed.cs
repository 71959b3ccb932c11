using Blog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Blog.Seeding;

/// <summary>
/// Makes the tables of the sample on PostgreSQL where there are none, and fills them, in one transaction: a seed that was killed leaves
/// nothing. Nodes that start at the same time wait for the one that came first.
/// </summary>
internal static class PostgreSqlSeed
{
    private const long Lock = 0x426C6F67;

    public static void CreateIfMissing(string connectionString, int posts, ILogger logger)
    {
        try
        {
            using var db = new BlogContext(new DbContextOptionsBuilder<BlogContext>().UseNpgsql(connectionString).Options);
            CreateDatabase(db.GetService<IRelationalDatabaseCreator>());
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            if (IsThere(connection)) return;
            using var transaction = connection.BeginTransaction();
            Run(connection, $"SELECT pg_advisory_xact_lock({Lock})");
            if (IsThere(connection)) return;
            Fill(connection, db.Database.GenerateCreateScript(), posts);
            transaction.Commit();
            Run(connection, "ANALYZE");
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            // A wrong database, or one that restarts, does not stop the host: the dashboard says what is missing, and all goes on when it appears.
            logger.LogWarning("The sample cannot make its tables: {Reason}", exception.GetBaseException().Message);
        }
    }

    private static void CreateDatabase(IRelationalDatabaseCreator database)
    {
        if (database.Exists()) return;
        try
        {
            database.Create();
        }
        catch (PostgresException) when (database.Exists())
        {
            // Another node was faster.
        }
    }

    private static bool IsThere(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("""SELECT to_regclass('"Posts"') IS NOT NULL""", connection);
        return (bool)command.ExecuteScalar()!;
    }

    private static void Fill(NpgsqlConnection connection, string tables, int posts)
    {
        using var progress = new SeedProgress(posts);
        Run(connection, tables);
        Run(connection, VersionTrigger.PostgreSql);
        foreach (var table in new BlogRows(posts, progress).Tables)
        {
            Copy(connection, table);
            Run(connection, $"""SELECT setval(pg_get_serial_sequence('"{table.Name}"', 'Id'), COALESCE(MAX("Id"), 0) + 1, false) FROM "{table.Name}" """);
        }
    }

    private static void Copy(NpgsqlConnection connection, SeedTable table)
    {
        var columns = string.Join(", ", table.Columns.Select(column => $"\"{column}\""));
        using var copy = connection.BeginBinaryImport($"COPY \"{table.Name}\" ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in table.Rows) copy.WriteRow(row);
        copy.Complete();
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
