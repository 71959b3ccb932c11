using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A task that has seen enough in the middle of its batches.</summary>
public sealed class EndEarlyTests
{
    [Theory, ClassData(typeof(Databases))]
    [Ancestor("C313", Better = "the run is cancelled, and says so and why; the batch in hand is rolled back")]
    public async Task A_batch_task_may_cancel_its_own_run(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(40);

        var run = await engine.Runner.StartAsync<RaisesAFewBatches>();
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((RunStatus.Cancelled, 5L), (ended.Status, ended.Ticks));
        Assert.Contains(await engine.Runner.EventsAsync(run.Id), happened => happened is { To: RunStatus.Cancelling, Text: "enough is raised" });
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id <= 5 ? 1 : 0, item.Revision));
    }
}

public sealed class RaisesAFewBatches(Ledger ledger) : BatchTask<ShopContext, Item>
{
    public override int? BatchSize => 5;

    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override async Task<int> ProcessAsync(Batch<Item> batch, CancellationToken cancellationToken)
    {
        var raised = await batch.Rows.ExecuteUpdateAsync(set => set.SetProperty(item => item.Revision, item => item.Revision + 1), cancellationToken);
        ledger.Add("batch");
        return ledger.Entries.Count < 2 ? raised : throw Run.Cancel("enough is raised");
    }
}
