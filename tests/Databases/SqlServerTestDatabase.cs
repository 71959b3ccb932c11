using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace TestDatabases;

/// <summary>A database of its own on the server that <c>MT_SQLSERVER</c> names; <c>./test --sqlserver</c> sets it. Nobody else has such a server.</summary>
internal sealed class SqlServerTestDatabase : TestDatabase
{
    private readonly string _name = "mt_" + Guid.NewGuid().ToString("N");

    private SqlServerTestDatabase()
    {
    }

    public static string? Server => Environment.GetEnvironmentVariable("MT_SQLSERVER") is { Length: > 0 } given ? given : null;

    public override string Kind => "SQL Server";

    private string ConnectionString => new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ConnectionString;

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new SqlServerTestDatabase();
        await ExecuteAsync($"CREATE DATABASE {database._name}");
        await ExecuteAsync($"ALTER DATABASE {database._name} SET READ_COMMITTED_SNAPSHOT ON");
        return database;
    }

    public override void Configure(DbContextOptionsBuilder options) => options.UseSqlServer(ConnectionString).AmongManyModels();

    public override async ValueTask DisposeAsync()
    {
        SqlConnection.ClearAllPools();
        await ExecuteAsync($"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(Server ?? throw new InvalidOperationException("MT_SQLSERVER names no server."));
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
