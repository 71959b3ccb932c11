using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A transaction of ours on PostgreSQL, whose process stands still or whose machine has vanished.</summary>
public sealed class WriteLimitsTests
{
    [Fact]
    public async Task A_transaction_that_stands_still_is_ended_by_the_server_and_its_locks_are_free()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var silent = await ShopAsync(database);
        await using var transaction = await WriteTransaction.BeginAsync(silent, new WriteLimits(TimeSpan.FromSeconds(3)), cancellationToken);
        Assert.Equal(1, await RenameAsync(silent, "silent"));

        // Waits for the lock of the silent one, without a limit of its own.
        await using var successor = database.NewContext();
        Assert.Equal(1, await RenameAsync(successor, "successor"));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => RenameAsync(silent, "too late"));
        Assert.True(DatabaseFaults.IsTransient(fault), fault.ToString());
        Assert.Equal("successor", (await successor.Items.SingleAsync(cancellationToken)).Name);
    }

    [Fact]
    public async Task A_lock_is_waited_for_as_long_as_was_said_and_then_asked_for_again()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var holder = await ShopAsync(database);
        await using var held = await WriteTransaction.BeginAsync(holder, new WriteLimits(TimeSpan.FromMinutes(1)), cancellationToken);
        Assert.Equal(1, await RenameAsync(holder, "holder"));

        await using var other = database.NewContext();
        await using var transaction = await WriteTransaction.BeginAsync(
            other, new WriteLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100)), cancellationToken);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => RenameAsync(other, "other"));
        Assert.True(DatabaseFaults.IsTransient(fault), fault.ToString());
        Assert.Contains("lock timeout", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limits_end_with_the_transaction()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var db = await ShopAsync(database);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var before = await LimitAsync(db);
        await using (var transaction = await WriteTransaction.BeginAsync(db, new WriteLimits(TimeSpan.FromSeconds(20)), cancellationToken))
        {
            Assert.Equal("20s", await LimitAsync(db));
            await transaction.CommitAsync();
        }

        Assert.Equal(before, await LimitAsync(db));
    }

    private static async Task<ShopContext> ShopAsync(TestDatabase database)
    {
        var db = await database.NewContextAsync();
        db.Items.Add(new Item { Name = "first" });
        await db.SaveChangesAsync();
        await RenameAsync(db, "second");
        return db;
    }

    private static Task<int> RenameAsync(ShopContext db, string name) =>
        db.Items.ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, name));

    private static Task<string> LimitAsync(ShopContext db) => db.Database.SqlQuery<string>(
        $"SELECT current_setting('idle_in_transaction_session_timeout') AS \"Value\"").SingleAsync();
}
