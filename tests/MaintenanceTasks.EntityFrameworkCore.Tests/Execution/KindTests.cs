using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Every kind of task with a database behind it.</summary>
public sealed class KindTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Outside_effects_have_a_checkpoint_an_item_and_skips_are_kept(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(5);

        var ended = await RunAsync<PushItems>(engine);

        var partition = (await engine.Runner.FindAsync(ended.Id))!.Partitions[0];
        Assert.Equal((DeliveryMode.PerItem, 5L, 5L, 1L), (ended.Delivery, ended.Ticks, partition.CheckpointSeq, ended.Skipped));
        Assert.Equal([new FailedItem("2", "the other side rejected it")], await engine.Runner.FailedItemsAsync(ended.Id));
        Assert.Equal(5, Ledger(engine).Entries.Distinct().Count());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Entities_without_a_context_are_read_and_nothing_is_saved(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(10);

        var ended = await RunAsync<ReadItems>(engine);

        Assert.Equal((DeliveryMode.AtLeastOnce, RunStatus.Succeeded, 9L), (ended.Delivery, ended.Status, ended.Ticks));
        Assert.Equal(Enumerable.Range(2, 9).Select(id => $"{id}"), Ledger(engine).Entries);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Lists_sources_and_single_calls_write_through_their_context(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        Assert.Equal(3, (await RunAsync<AddFromList>(engine)).Ticks);
        Assert.Equal(25, (await RunAsync<AddFromSource>(engine)).Ticks);
        Assert.Equal(1, (await RunAsync<AddOnce>(engine)).Ticks);

        var names = (await engine.ItemsAsync()).Select(item => item.Name);
        Assert.Equal(["a", "b", "c", .. Enumerable.Range(1, 25).Select(number => $"number {number}"), "once"], names);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_context_that_does_not_track_by_default_writes_all_the_same(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(
            database, context: options => options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        await engine.AddItemsAsync(20);

        await RunAsync<RaiseRevisions>(engine);

        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_pause_ends_the_page_at_the_item_in_hand_and_resume_goes_on_at_the_next(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(300);
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        Ledger(engine).Gate = id => id == 150 ? engine.Runner.PauseAsync(run.Id) : Task.CompletedTask;

        var paused = await engine.WorkUntilAsync(run.Id, state => state.Status == RunStatus.Paused);
        var changed = (await engine.ItemsAsync()).Count(item => item.Revision == 1);
        Ledger(engine).Gate = _ => Task.CompletedTask;
        await engine.Runner.ResumeAsync(run.Id);
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((150L, 150), (paused.Ticks, changed));
        Assert.Equal((RunStatus.Succeeded, 300L), (ended.Status, ended.Ticks));
        Assert.Equal(Enumerable.Range(1, 300).Select(id => $"{id}"), Ledger(engine).Entries);
    }

    private static Ledger Ledger(Engine engine) => (Ledger)engine.Services.GetService(typeof(Ledger))!;

    private static async Task<Run> RunAsync<TTask>(Engine engine)
        where TTask : MaintenanceTask => await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<TTask>()).Id);
}
