using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>What fails in a page costs that item alone, and other writers lose nothing.</summary>
public sealed class PageFailureTests
{
    [Theory, ClassData(typeof(Databases))]
    [Survives("F33")]
    public async Task An_item_that_cannot_be_saved_is_named_and_those_before_it_are_kept(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(40);
        await engine.WithDbAsync(db => db.Items.Where(item => item.Id == 30).ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "item 7")));

        var errored = await RunAsync<CopyCodes>(engine);

        Assert.Equal((RunStatus.Errored, 29L, "30"), (errored.Status, errored.Ticks, errored.Error!.Item));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id < 30 ? 1 : 0, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F40")]
    public async Task A_row_changed_by_somebody_else_is_read_again_and_neither_change_is_lost(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(60);
        Meanwhile(engine, at: 50, db => db.Items.Where(item => item.Id == 20)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "theirs").SetProperty(item => item.Version, item => item.Version + 1)));

        var run = await engine.Runner.StartAsync<RaiseRevisions>(task => task.Prefix = "ours and ");
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 60L), (ended.Status, ended.Ticks));
        var items = await engine.ItemsAsync();
        Assert.All(items, item => Assert.Equal(1, item.Revision));
        Assert.Equal("ours and theirs", items[19].Name);
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F40")]
    public async Task A_row_deleted_by_somebody_else_is_ticked_as_vanished(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(60);
        Meanwhile(engine, at: 50, db => db.Items.Where(item => item.Id == 20).ExecuteDeleteAsync());

        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 60L), (ended.Status, ended.Ticks));
        Assert.Equal(1, (await engine.Runner.FindAsync(run.Id))!.Partitions[0].Vanished);
        var items = await engine.ItemsAsync();
        Assert.Equal(59, items.Count);
        Assert.All(items, item => Assert.Equal(1, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F82")]
    public async Task A_SaveChanges_of_its_own_is_refused_with_what_to_do(string kind) =>
        await IsRefusedAsync<SavesByItself>(kind, "SavesByItself uses SaveChanges");

    [Theory, ClassData(typeof(Databases))]
    [Survives("F82")]
    public async Task A_transaction_of_its_own_is_refused_with_what_to_do(string kind) =>
        await IsRefusedAsync<BeginsByItself>(kind, "BeginsByItself uses a transaction of its own");

    [Theory, ClassData(typeof(Databases))]
    public async Task SQL_of_its_own_inside_the_transaction_goes_with_the_item_that_fails(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(40);

        var run = await engine.Runner.StartAsync<SavesInTheTransaction>(task => task.FailAt = 25);
        var errored = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Errored, 24L, "25"), (errored.Status, errored.Ticks, errored.Error!.Item));
        Assert.All(await engine.ItemsAsync(), item =>
            Assert.Equal(item.Id < 25 ? (1, $"item {item.Id}!") : (0, $"item {item.Id}"), (item.Revision, item.Name)));
    }

    [Fact]
    [Ancestor("C126", Better = "refused before anything is enqueued, naming the operator and what to do")]
    public async Task A_collection_that_cannot_be_walked_is_refused_before_anything_is_enqueued()
    {
        await using var database = new SqliteTestDatabase();
        await using var engine = await Engine.CreateAsync(database);

        var refusal = await Assert.ThrowsAsync<TaskNotUsableException>(() => engine.Runner.StartAsync<OrdersByName>());

        Assert.Contains("OrdersByName uses OrderBy", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await engine.Runner.ListAsync());
    }

    private static async Task IsRefusedAsync<TTask>(string kind, string message)
        where TTask : MaintenanceTask
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(10);

        var errored = await RunAsync<TTask>(engine);

        Assert.Equal((RunStatus.Errored, 0L, "1"), (errored.Status, errored.Ticks, errored.Error!.Item));
        Assert.Contains(message, errored.Error.Message, StringComparison.Ordinal);
        Assert.Contains("[InTransaction]", errored.Error.Message, StringComparison.Ordinal);
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(0, item.Revision));
    }

    private static async Task<Run> RunAsync<TTask>(Engine engine)
        where TTask : MaintenanceTask => await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<TTask>()).Id);

    /// <summary>Somebody else writes, once, while the page in hand is processed.</summary>
    private static void Meanwhile(Engine engine, int at, Func<ShopContext, Task<int>> write)
    {
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var written = 0;
        ledger.Gate = id => id == at && Interlocked.Exchange(ref written, 1) == 0 ? engine.WithDbAsync(write) : Task.CompletedTask;
    }
}
