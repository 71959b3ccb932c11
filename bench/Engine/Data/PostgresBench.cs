using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bench.Data;

/// <summary>A database on a server.</summary>
internal sealed class PostgresBench(string connectionString) : BenchDatabase
{
    public override string Name => "PostgreSQL";

    public override bool HasOneWriter => false;

    public override string Place => connectionString;

    /// <summary>A database of its own on a given server.</summary>
    public static PostgresBench On(string server) =>
        new(new NpgsqlConnectionStringBuilder(server) { Database = "bench_" + Guid.NewGuid().ToString("N") }.ConnectionString);

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(connectionString);

    public override Task TidyAsync() => ExecuteAsync("VACUUM ANALYZE \"Posts\"");

    public override async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var db = NewContext();
        await db.Database.EnsureDeletedAsync();
    }

    protected override string FillSql(int posts) => string.Create(CultureInfo.InvariantCulture,
        $"""
        INSERT INTO "Posts" ("Id", "Title", "Content", "Revision")
        SELECT i, 'Post ' || i, 'What there is to say about post number ' || i || ' in some seventy-five letters.', 0 FROM generate_series(1, {posts}) i
        """);
}
