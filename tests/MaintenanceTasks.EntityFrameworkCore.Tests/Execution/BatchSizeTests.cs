using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How many rows a batch has when its task does not say it.</summary>
public sealed class BatchSizeTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_first_has_a_thousand_rows_and_the_next_by_the_time_they_take_at_most_twice_as_many(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(5000);

        var run = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseByTime>()).Id);

        var sizes = Sizes(engine);
        Assert.Equal((RunStatus.Succeeded, 5000L, 5000), (run.Status, run.Ticks, sizes.Sum()));
        Assert.Equal(1000, sizes[0]);
        Assert.All(sizes.Zip(sizes.Skip(1)), pair => Assert.InRange(pair.Second, 1, 2 * pair.First));
        Assert.All(sizes.Zip(sizes.Skip(1)).SkipLast(1), pair => Assert.InRange(pair.Second, pair.First / 2, 2 * pair.First));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_task_may_say_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(1000);

        await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseByTime>(task => task.Rows = 300)).Id);

        Assert.Equal([300, 300, 300, 100], Sizes(engine));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task With_effects_outside_it_is_a_thousand_each_time(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(2500);

        await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<SendBatches>()).Id);

        Assert.Equal([1000, 1000, 500], Sizes(engine));
    }

    [Fact]
    public async Task A_batch_that_waits_too_long_for_a_lock_is_tried_with_half_the_rows()
    {
        await using var database = await TestDatabase.CreateAsync("PostgreSQL");
        await using var engine = await Engine.CreateAsync(database, options => options.LockTimeout = TimeSpan.FromMilliseconds(100));
        await engine.AddItemsAsync(1000);
        await using var other = database.NewContext();
        await using var held = await other.Database.BeginTransactionAsync();
        await other.Items.Where(item => item.Id == 800).ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "theirs"));

        var run = await engine.Runner.StartAsync<RaiseByTime>();
        var advanced = await engine.WorkUntilAsync(run.Id, run => run.Ticks > 0);
        Assert.Equal(500, advanced.Ticks);
        await held.RollbackAsync();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 1000L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    private static int[] Sizes(Engine engine) =>
        [.. ((Ledger)engine.Services.GetService(typeof(Ledger))!).Entries.Select(size => int.Parse(size, System.Globalization.CultureInfo.InvariantCulture))];
}

public sealed class RaiseByTime(Ledger ledger) : BatchTask<ShopContext, Item>
{
    public int? Rows { get; set; }

    public override int? BatchSize => Rows;

    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task<int> ProcessAsync(Batch<Item> batch, CancellationToken cancellationToken)
    {
        var raised = await batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(item => item.Revision, item => item.Revision + 1), cancellationToken);
        ledger.Add($"{raised}");
        return raised;
    }
}

[OutsideEffects]
public sealed class SendBatches(Ledger ledger) : BatchTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override int Process(Batch<Item> batch)
    {
        ledger.Add($"{batch.Count}");
        return 0;
    }
}
