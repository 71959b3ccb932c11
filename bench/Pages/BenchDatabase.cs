using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Pages.Bench;

/// <summary>A database of its own with many runs of many tasks, gone at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    public const int Tasks = 500;
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"pages-bench-{Guid.NewGuid():N}.db");
    private readonly string? _server;

    private BenchDatabase(string? server) => _server = server;

    /// <summary>A run that is being worked on, with 64 partitions and all the samples a run may have.</summary>
    public long RunningRun { get; private set; }

    /// <summary>A run with 10,000 events.</summary>
    public long LongRun { get; private set; }

    private bool IsPostgres => _server is not null;

    public static async Task<BenchDatabase> CreateAsync(string? postgres)
    {
        var name = $"pages_bench_{Guid.NewGuid():N}";
        var database = new BenchDatabase(postgres is null ? null : new Npgsql.NpgsqlConnectionStringBuilder(postgres) { Database = name }.ConnectionString);
        await using var db = database.NewContext();
        await db.Database.EnsureCreatedAsync();
        Console.WriteLine(postgres is null ? "SQLite" : "PostgreSQL");
        return database;
    }

    public void Configure(DbContextOptionsBuilder options)
    {
        if (IsPostgres) options.UseNpgsql(_server);
        else options.UseSqlite($"Data Source={_file};Default Timeout=30");
    }

    public async Task FillAsync(int runs)
    {
        var took = Stopwatch.StartNew();
        await using var db = NewContext();
        db.Database.SetCommandTimeout(600);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var statement in Rows.Of(runs, Tasks, IsPostgres)) await db.Database.ExecuteSqlRawAsync(statement);
        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync(IsPostgres ? "VACUUM ANALYZE" : "ANALYZE");
        (RunningRun, LongRun) = (runs, 7);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Tasks} tasks, {runs:N0} runs, {runs * 10L:N0} events, filled in {took.Elapsed.TotalSeconds:0} s"));
    }

    public async ValueTask DisposeAsync()
    {
        await using var db = NewContext();
        await db.Database.EnsureDeletedAsync();
    }

    private PagesContext NewContext()
    {
        var options = new DbContextOptionsBuilder<PagesContext>();
        Configure(options);
        return new PagesContext(options.Options);
    }
}
