using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

[Trait("area", "engine")]
public sealed class EngineTests
{
    [Theory, ClassData(typeof(Databases)), Ancestor("C122")]
    public async Task Every_entity_is_changed_exactly_once(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(2500);

        var run = await engine.Runner.StartAsync<RaiseRevisions>(task => task.Prefix = "new ");
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal(RunStatus.Succeeded, ended.Status);
        Assert.Equal(DeliveryMode.Transactional, ended.Delivery);
        Assert.Equal(2500, ended.Ticks);

        // What an interceptor of the context writes beside the items counts too.
        var entries = await engine.WithDbAsync(db => db.Set<AuditEntry>().CountAsync());
        Assert.Equal(2500 + entries, ended.Affected);
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal((1, "new item " + item.Id), (item.Revision, item.Name)));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C139", Better = "progress counts rows, whatever the size of a batch")]
    public async Task Batches_change_the_rows_of_the_collection_once(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(100);

        var run = await engine.Runner.StartAsync<RaiseInBatches>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Succeeded, 50L, 50L), (ended.Status, ended.Ticks, ended.Affected));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id % 2 == 0 ? 1 : 0, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C133", Better = "the key alone, composite ones too; no data of the row")]
    [Survives("F31")]
    public async Task A_failing_item_is_named_the_ones_before_it_are_kept_and_resume_goes_on_at_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(200);

        var run = await engine.Runner.StartAsync<RaiseRevisions>(task => task.FailAt = 150);
        var errored = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Errored, 149L), (errored.Status, errored.Ticks));
        Assert.Equal("150", errored.Error!.Item);
        Assert.Contains("item 150 is broken", errored.Error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(RaiseRevisions), errored.Error.StackTrace, StringComparison.Ordinal);
        Assert.Equal("{\"Id\":149}", (await engine.Runner.FindAsync(run.Id))!.Partitions[0].Cursor);
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id < 150 ? 1 : 0, item.Revision));
    }
}
