using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A worker whose way to PostgreSQL breaks, or goes silent.</summary>
public sealed class NetworkTests
{
    [Fact]
    [Survives("F19", "F21")]
    public async Task Connections_that_break_again_and_again_cost_no_item_and_no_error()
    {
        await using var database = (PostgreSqlTestDatabase)await TestDatabase.CreateAsync("PostgreSQL");
        await using var proxy = ProxyTo(database);
        await using var engine = await ThroughAsync(proxy, database);
        await engine.AddItemsAsync(400);
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var broken = 0;
        ledger.Gate = id =>
        {
            if (id % 40 == 0 && ledger.Entries.Count < 1000 && Interlocked.Increment(ref broken) <= 8) proxy.Reset();
            return Task.CompletedTask;
        };

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>()).Id);

        Assert.Equal((RunStatus.Succeeded, 400L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.True(broken > 3, $"The connections were broken {broken} times.");
    }

    [Fact]
    [Survives("F20", "F22", "F29")]
    public async Task A_worker_that_hears_nothing_gives_up_before_another_takes_over_and_commits_nothing_when_it_hears_again()
    {
        await using var database = (PostgreSqlTestDatabase)await TestDatabase.CreateAsync("PostgreSQL");
        await using var proxy = ProxyTo(database);
        await using var cutOff = await ThroughAsync(proxy, database);
        await using var healthy = await Engine.CreateAsync(database, Engine.ShortLease);
        await cutOff.AddItemsAsync(200);
        var run = await cutOff.Runner.StartAsync<RaiseRevisions>();
        var ledger = (Ledger)cutOff.Services.GetService(typeof(Ledger))!;
        var silent = new TaskCompletionSource();
        var heardOfIt = false;
        ledger.Gate = async id =>
        {
            if (id != 150 || silent.Task.IsCompleted) return;
            proxy.Stall();
            silent.SetResult();
            await Eventually.AsyncUntil(() => Task.FromResult(cutOff.IsLost(run.Id)), lost => lost);
            heardOfIt = true;
        };

        using var stopping = new CancellationTokenSource();
        var working = cutOff.WorkAsync(stopping.Token);
        await silent.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var ended = await healthy.WorkToTheEndAsync(run.Id);
        proxy.Flow();
        await stopping.CancelAsync();
        await working;

        Assert.True(heardOfIt);
        Assert.Equal((RunStatus.Succeeded, 200L), (ended.Status, ended.Ticks));
        Assert.All(await healthy.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        Assert.Contains(await healthy.Store.EventsAsync(run.Id, 0, 100, CancellationToken.None), happened => happened.Kind == RunEventKind.Rescued);
    }

    private static LoopbackProxy ProxyTo(PostgreSqlTestDatabase database)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return new LoopbackProxy(server.Host!, server.Port);
    }

    private static Task<Engine> ThroughAsync(LoopbackProxy proxy, PostgreSqlTestDatabase database)
    {
        var through = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port, Timeout = 5, CommandTimeout = 3 };
        return Engine.CreateAsync(database, Engine.ShortLease, context: options => options.UseNpgsql(through.ConnectionString));
    }
}
