using Microsoft.EntityFrameworkCore;

namespace Bench.Data;

/// <summary>A throw-away database with posts.</summary>
internal abstract class BenchDatabase : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>True when a long transaction keeps every other writer of the database waiting, so that a good loop makes short ones and rests.</summary>
    public abstract bool HasOneWriter { get; }

    /// <summary>Where it is, for another process to find it by <see cref="At"/>.</summary>
    public abstract string Place { get; }

    /// <summary>The database of another process, which disposes of it.</summary>
    public static BenchDatabase At(string name, string place) => name == "SQLite" ? new SqliteBench(place) : new PostgresBench(place);

    public abstract void Configure(DbContextOptionsBuilder options);

    public abstract ValueTask DisposeAsync();

    /// <summary>Puts the table into the state in which each measurement finds it.</summary>
    public abstract Task TidyAsync();

    protected abstract string FillSql(int posts);

    public BenchContext NewContext()
    {
        var options = new DbContextOptionsBuilder<BenchContext>();
        Configure(options);
        return new BenchContext(options.Options);
    }

    public async Task FillAsync(int posts)
    {
        await using var db = NewContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.EnsureCreatedAsync();
        await db.Database.ExecuteSqlRawAsync(FillSql(posts));
        await TidyAsync();
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var db = NewContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
