using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

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

    public async Task<ShopContext> NewContextAsync()
    {
        var db = NewContext();
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    public ShopContext NewContext()
    {
        var options = new DbContextOptionsBuilder<ShopContext>();
        Configure(options);
        return new ShopContext(options.Options);
    }
}
