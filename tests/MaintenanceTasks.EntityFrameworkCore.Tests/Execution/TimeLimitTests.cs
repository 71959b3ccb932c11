using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How long the statements of a task may take, and what becomes of a page that takes longer.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public async Task A_page_that_waits_too_long_for_a_lock_is_tried_with_half_the_items()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var engine = await Engine.CreateAsync(database, options => options.LockTimeout = TimeSpan.FromMilliseconds(100));
        await engine.AddItemsAsync(100);
        await using var other = database.NewContext();
        await using var held = await other.Database.BeginTransactionAsync();
        await other.Items.Where(item => item.Id == 80).ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "theirs"));

        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        var advanced = await engine.WorkUntilAsync(run.Id, run => run.Ticks > 0);
        Assert.InRange(advanced.Ticks, 1, 79);
        await held.RollbackAsync();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 100L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    [Theory]
    [InlineData(null, null, "30")]
    [InlineData(90, null, "90")]
    [InlineData(90, 7, "7")]
    [InlineData(null, 7, "7")]
    public async Task The_time_of_a_statement_is_what_the_task_says_or_the_context_or_the_option(int? context, int? task, string expected)
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var engine = await Engine.CreateAsync(database, context: options => options.UseSqlite(sqlite => sqlite.CommandTimeout(context)));

        var run = await engine.Runner.StartAsync<TellsItsTime>(told => told.Seconds = task);
        await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal([expected], ((Ledger)engine.Services.GetService(typeof(Ledger))!).Entries);
    }
}

public sealed class TellsItsTime(Ledger ledger) : OneOffTask<ShopContext>
{
    public int? Seconds { get; set; }

    protected internal override TimeSpan? CommandTimeout => Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public override void Process() => ledger.Add($"{Db.Database.GetCommandTimeout()}");
}
