using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Bench.Data;

internal sealed class SqliteBench(string directory) : BenchDatabase
{
    public SqliteBench()
        : this(Directory.CreateTempSubdirectory("bench-").FullName)
    {
    }

    public override string Name => "SQLite";

    public override bool HasOneWriter => true;

    public override string Place => directory;

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite($"Data Source={Path.Combine(directory, "bench.db")}").AddInterceptors(new QuickCommits());

    public override Task TidyAsync() => ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");

    public override ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override string FillSql(int posts) => string.Create(CultureInfo.InvariantCulture,
        $"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {posts})
        INSERT INTO Posts (Id, Title, Content, Revision) SELECT i, 'Post ' || i, 'What there is to say about post number ' || i || ' in some seventy-five letters.', 0 FROM n
        """);
}
