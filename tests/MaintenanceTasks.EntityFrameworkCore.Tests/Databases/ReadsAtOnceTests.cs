using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Pages of SQLite are read without awaiting each row, where nobody could miss it.</summary>
public sealed class ReadsAtOnceTests
{
    [Fact]
    public async Task A_page_is_the_same_and_who_listens_to_connections_is_awaited()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        var opened = new Opened();
        await using var db = await ContextAsync(database, opened);
        Assert.Same(db, ReadsAtOnce.Of(db));
        var query = new KeyedQuery<Item>(db.Items, KeyWalk.Start(), tracked: true, sqlite: true) { AtOnce = db };

        var page = await query.ReadAsync(2, CancellationToken.None);

        Assert.Equal(["a", "b"], page.Select(item => item.Name));
        Assert.Equal((0, 1), (opened.Unawaited, opened.Awaited));
        Assert.Equal(System.Data.ConnectionState.Closed, db.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task Where_somebody_listens_to_commands_each_row_is_awaited()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = await ContextAsync(database, new SqlLog());
        Assert.Null(ReadsAtOnce.Of(db));
    }

    [Fact]
    public async Task On_a_server_each_row_is_awaited()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var db = await database.NewContextAsync();
        Assert.Null(ReadsAtOnce.Of(db));
    }

    private static async Task<ShopContext> ContextAsync(TestDatabase database, IInterceptor listener)
    {
        await using (var filling = await database.NewContextAsync())
        {
            filling.AddRange(((string[])["a", "b", "c"]).Select(name => new Item { Name = name }));
            await filling.SaveChangesAsync();
        }

        return database.NewContext(listener);
    }

    private sealed class Opened : DbConnectionInterceptor
    {
        public int Awaited { get; private set; }

        public int Unawaited { get; private set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Unawaited++;

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Awaited++;
            return Task.CompletedTask;
        }
    }
}
