using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class SqliteWriteLockTests : IAsyncDisposable
{
    private readonly SqliteTestDatabase _database = new();

    [Fact]
    [Survives("F26")]
    public async Task A_transaction_has_the_write_lock_from_its_beginning()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        await using (await TakeAsync(first, TimeSpan.FromSeconds(5)))
        {
            var refused = await Assert.ThrowsAsync<SqliteException>(
                () => TakeAsync(second, TimeSpan.Zero));
            Assert.Equal(5, refused.SqliteErrorCode);
        }

        // The refused connection is as good as new.
        await using var turn = await TakeAsync(second, TimeSpan.Zero);
        await turn.CommitAsync();
    }

    [Fact]
    [Survives("F25")]
    public async Task A_beat_gets_its_turn_between_transactions_back_to_back()
    {
        await using var busy = await OpenAsync();
        await using var beating = await OpenAsync();
        using var enough = new CancellationTokenSource();
        var pages = PagesAsync(busy, enough.Token);

        var turns = 0;
        for (; turns < 5; turns++)
        {
            await Task.Run(() =>
            {
                using var turn = SqliteWriteLock.Take(beating, TimeSpan.FromSeconds(30));
                turn.Commit();
            });
        }

        await enough.CancelAsync();
        Assert.Equal(5, turns);
        Assert.True(await pages > 0);
    }

    [Fact]
    public async Task The_busy_time_out_of_the_host_is_left_as_it_was()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 1234";
        await command.ExecuteNonQueryAsync();

        await using (var turn = await TakeAsync(connection, TimeSpan.FromSeconds(1))) await turn.CommitAsync();

        command.CommandText = "PRAGMA busy_timeout";
        Assert.Equal(1234L, await command.ExecuteScalarAsync());
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<SqliteTransaction> TakeAsync(SqliteConnection connection, TimeSpan patience) =>
        (await SqliteWriteLock.TakeAsync(connection, patience, CancellationToken.None)).Transaction;

    /// <summary>Transactions that hold the lock for 40 ms each with 10 ms between them, until enough.</summary>
    private static async Task<int> PagesAsync(SqliteConnection connection, CancellationToken enough)
    {
        var pages = 0;
        for (; !enough.IsCancellationRequested; pages++)
        {
            await using (var page = await TakeAsync(connection, TimeSpan.FromSeconds(30)))
            {
                var held = Stopwatch.StartNew();
                SpinWait.SpinUntil(() => held.ElapsedMilliseconds > 40);
                await page.CommitAsync(CancellationToken.None);
            }

            await Task.Delay(10, CancellationToken.None);
        }

        return pages;
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = new SqliteConnection(_database.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
