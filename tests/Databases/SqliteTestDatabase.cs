using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TestDatabases;

internal sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mt-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "test.db");

    public string ConnectionString => $"Data Source={Path}";

    public override string Kind => "SQLite";

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlite(ConnectionString).AmongManyModels();

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
