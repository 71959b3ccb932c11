using Microsoft.EntityFrameworkCore;

namespace TestDatabases;

/// <summary>A database of its own for one test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    public abstract void Configure(DbContextOptionsBuilder options);

    public abstract ValueTask DisposeAsync();

    public static async Task<TestDatabase> CreateAsync(string kind) => kind switch
    {
        "SQLite" => new SqliteTestDatabase(),
        "PostgreSQL" => await PostgreSqlTestDatabase.CreateAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such database"),
    };

    /// <summary>Makes the statistics that a database at work makes by itself.</summary>
    public virtual Task AnalyzeAsync(DbContext db) => Task.CompletedTask;
}
