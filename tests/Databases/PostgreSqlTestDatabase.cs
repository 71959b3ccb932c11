using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TestDatabases;

/// <summary>A database of its own on the server that <c>MT_POSTGRES</c> names; <c>./test</c> starts one.</summary>
internal sealed class PostgreSqlTestDatabase : TestDatabase
{
    private readonly string _server;
    private readonly string _name = "mt_" + Guid.NewGuid().ToString("N");

    private PostgreSqlTestDatabase(string server) => _server = server;

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server) { Database = _name, MaxPoolSize = 60 }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable("MT_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1", "no PostgreSQL: MT_POSTGRES is not set");
            throw new InvalidOperationException("MT_POSTGRES names no server. Run ./test, which starts one, or set MT_SKIP_MISSING=1.");
        }

        var database = new PostgreSqlTestDatabase(server);
        await database.ExecuteAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    public override string Kind => "PostgreSQL";

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(ConnectionString).AmongManyModels();

    public override Task AnalyzeAsync(DbContext db) => db.Database.ExecuteSqlRawAsync("ANALYZE");

    public override async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(connection);
        await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
