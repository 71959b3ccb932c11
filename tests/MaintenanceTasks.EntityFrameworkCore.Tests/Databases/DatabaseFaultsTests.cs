using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Which faults pass by themselves, as the providers really raise them.</summary>
public sealed class DatabaseFaultsTests
{
    [Fact]
    public async Task A_server_that_restarts_is_waited_for_though_the_provider_wraps_what_it_says()
    {
        var options = new DbContextOptionsBuilder<ShopContext>().UseNpgsql($"Host=127.0.0.1;Port={ClosedPort()};Username=nobody;Database=none;Timeout=5").AmongManyModels();
        await using var db = new ShopContext(options.Options);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => db.Items.ToListAsync(TestContext.Current.CancellationToken));
        Assert.IsType<InvalidOperationException>(fault);
        Assert.True(DatabaseFaults.IsTransient(fault), fault.ToString());
    }

    [Fact]
    public async Task A_table_that_is_missing_does_not_pass()
    {
        await using var db = new ShopContext(new DbContextOptionsBuilder<ShopContext>().UseSqlite("Data Source=:memory:").AmongManyModels().Options);
        var fault = await Assert.ThrowsAsync<SqliteException>(() => db.Items.ToListAsync(TestContext.Current.CancellationToken));
        Assert.False(DatabaseFaults.IsTransient(fault));
        Assert.False(DatabaseFaults.IsTransient(new InvalidOperationException("wrapped", fault)));
    }

    [Fact]
    public void A_mistake_of_a_task_does_not_pass() => Assert.False(DatabaseFaults.IsTransient(new InvalidOperationException("no title")));

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
