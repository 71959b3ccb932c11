using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A table that others write to while a run walks through it, and a database whose clock nobody asks.</summary>
public sealed class MovingTableTests
{
    [Theory, ClassData(typeof(Databases))]
    [Survives("F39", "F41")]
    public async Task Rows_that_come_ahead_of_the_position_are_done_and_those_behind_are_left_to_the_next_run(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.WithDbAsync(async db =>
        {
            db.Items.AddRange(Enumerable.Range(100, 300).Select(id => new Item { Id = id, Name = "there" }));
            return await db.SaveChangesAsync();
        });
        var ledger = engine.Services.GetRequiredService<Ledger>();
        ledger.Gate = async id =>
        {
            if (id != 300) return;
            await using var other = database.NewContext();
            other.Items.AddRange(new Item { Id = 50, Name = "behind" }, new Item { Id = 1000, Name = "ahead" });
            await other.SaveChangesAsync();
        };

        var ended = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>()).Id);
        Assert.Equal((RunStatus.Succeeded, 301L), (ended.Status, ended.Ticks));
        Assert.Equal([50], (await engine.ItemsAsync()).Where(item => item.Revision == 0).Select(item => item.Id));

        ledger.Gate = _ => Task.CompletedTask;
        await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseRevisions>()).Id);
        Assert.DoesNotContain(await engine.ItemsAsync(), item => item.Revision == 0);
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F17", "F18")]
    public async Task No_statement_asks_the_database_what_time_it_is(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var log = new SqlLog();
        await using var engine = await Engine.CreateAsync(database, context: options => options.AddInterceptors(log));
        await engine.AddItemsAsync(300);
        var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { Parallelism = 2 });
        await engine.Runner.PauseAsync(run.Id);
        await engine.Runner.ResumeAsync(run.Id);
        await engine.WorkToTheEndAsync(run.Id);

        string[] clocks = ["now()", "current_timestamp", "clock_timestamp", "localtimestamp", "strftime", "datetime(", "unixepoch", "julianday"];
        Assert.True(log.Commands.Count > 20, $"{log.Commands.Count} commands are too few.");
        Assert.DoesNotContain(log.Commands, sql => clocks.Any(clock => sql.Contains(clock, StringComparison.OrdinalIgnoreCase)));
    }
}
