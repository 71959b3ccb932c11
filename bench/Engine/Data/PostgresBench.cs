using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bench.Data;

/// <summary>A database of its own on a given server.</summary>
internal sealed class PostgresBench(string server) : BenchDatabase
{
    private readonly string _name = "bench_" + Guid.NewGuid().ToString("N");

    public override string Name => "PostgreSQL";

    public override bool HasOneWriter => false;

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseNpgsql(new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString);

    public override Task TidyAsync() => ExecuteAsync("VACUUM ANALYZE \"Posts\"");

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", connection);
        await command.ExecuteNonQueryAsync();
    }

    protected override string FillSql(int posts) => string.Create(CultureInfo.InvariantCulture,
        $"""
        INSERT INTO "Posts" ("Id", "Title", "Content", "Revision")
        SELECT i, 'Post ' || i, 'What there is to say about post number ' || i || ' in some seventy-five letters.', 0 FROM generate_series(1, {posts}) i
        """);
}
