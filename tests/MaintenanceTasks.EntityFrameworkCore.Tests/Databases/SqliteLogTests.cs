using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>When the write-ahead log is copied into the database: after a page, while the write lock is free, and as often as SQLite would.</summary>
public sealed class SqliteLogTests : IAsyncDisposable
{
    private static readonly WriteLimits Limits = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5));
    private readonly SqliteTestDatabase _database = new();

    [Fact]
    public async Task A_commit_does_not_copy_it_and_others_can_write_before_it_is_copied()
    {
        await using var db = await ContextAsync(logPages: 1);
        await using var other = await ContextAsync(logPages: 0);
        var before = await FileAsync();
        SqliteLog log;
        await using (var transaction = await WriteTransaction.BeginAsync(db, Limits, CancellationToken.None))
        {
            log = transaction.DeferLog()!;
            await AddAsync(db, "a");
            await transaction.CommitAsync();
        }

        Assert.True(log.IsLong(log.Added), $"{log.Added}");
        await AddAsync(other, "b");
        Assert.Equal(before, await FileAsync());

        log.Copy();
        Assert.NotEqual(before, await FileAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_transaction_SQLite_copies_it_as_the_application_has_said(bool committed)
    {
        await using var db = await ContextAsync(logPages: 1234);
        await using (var transaction = await WriteTransaction.BeginAsync(db, Limits, CancellationToken.None))
        using (transaction.DeferLog())
        {
            await AddAsync(db, "a");
            Assert.Equal(0, await LogPagesAsync(db));
            if (committed) await transaction.CommitAsync();
        }

        Assert.Equal(1234, await LogPagesAsync(db));
    }

    [Fact]
    public async Task Who_has_it_copied_by_something_else_is_left_alone()
    {
        await using var db = await ContextAsync(logPages: 0);
        await using var transaction = await WriteTransaction.BeginAsync(db, Limits, CancellationToken.None);
        Assert.Null(transaction.DeferLog());
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(0, false)]
    public async Task It_stays_as_short_as_the_application_wants_it_however_long_the_run(int logPages, bool isShort)
    {
        await using var engine = await Engine.CreateAsync(_database, context: options => options.AddInterceptors(new LogPages(logPages)));
        await engine.AddItemsAsync(12_000);
        await using (var db = await ContextAsync(logPages)) await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseByTime>(task => task.Rows = 300)).Id);

        // Forty pages of some ten each in a table of a hundred.
        var length = new FileInfo(_database.Path + "-wal").Length / 4096;
        Assert.Equal((RunStatus.Succeeded, isShort), (ended.Status, length < 100));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task AddAsync(ShopContext db, string name)
    {
        db.Items.Add(new Item { Name = name });
        await db.SaveChangesAsync();
    }

    private static async Task<int> LogPagesAsync(ShopContext db) => (await db.Database.SqlQueryRaw<int>("PRAGMA wal_autocheckpoint").ToListAsync()).Single();

    /// <summary>The database without its log.</summary>
    private async Task<string> FileAsync()
    {
        await using var file = new FileStream(_database.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexString(await System.Security.Cryptography.SHA256.HashDataAsync(file));
    }

    private async Task<ShopContext> ContextAsync(int logPages)
    {
        await using (await _database.NewContextAsync())
        {
        }

        var db = _database.NewContext(new LogPages(logPages));
        await db.Database.OpenConnectionAsync();
        return db;
    }

    /// <summary>How many pages of the log are too many, as an application sets it for each of its connections.</summary>
    private sealed class LogPages(int pages) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA wal_autocheckpoint = {pages}";
            command.ExecuteNonQuery();
        }
    }
}
