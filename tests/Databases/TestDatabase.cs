using Microsoft.EntityFrameworkCore;

namespace TestDatabases;

/// <summary>A database of its own for one test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private const string Separator = ", ";

    /// <summary>The product, as in <see cref="Databases"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>What stood after the comma of the kind it was made by: what the tests' own context differs in.</summary>
    public string Variant { get; private set; } = "";

    public abstract void Configure(DbContextOptionsBuilder options);

    public abstract ValueTask DisposeAsync();

    /// <summary>Makes an empty one.</summary>
    /// <param name="kind">A name of <see cref="Databases"/>, or what <see cref="KindOf"/> made of one.</param>
    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var parts = kind.Split(Separator);
        TestDatabase database = parts[0] switch
        {
            "SQLite" => new SqliteTestDatabase(),
            "PostgreSQL" => await PostgreSqlTestDatabase.CreateAsync(),
            "SQL Server" => await SqlServerTestDatabase.CreateAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such database"),
        };
        if (parts.Length > 1) database.Variant = parts[1];
        return database;
    }

    public static string KindOf(string database, string variant) => database + Separator + variant;

    /// <summary>Makes the statistics that a database at work makes by itself.</summary>
    public virtual Task AnalyzeAsync(DbContext db) => Task.CompletedTask;
}
