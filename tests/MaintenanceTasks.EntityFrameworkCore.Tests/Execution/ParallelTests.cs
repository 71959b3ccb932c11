namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>One run in several partitions, on a real database.</summary>
[Trait("area", "engine")]
public sealed class ParallelTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Every_entity_is_changed_exactly_once_by_four_partitions(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(1000);

        var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { Parallelism = 4 });
        var ended = await engine.WorkUntilAsync(run.Id, run => run.Status.IsCompleted(), slices: 4);

        Assert.Equal((RunStatus.Succeeded, 1000L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
        var partitions = (await engine.Runner.FindAsync(run.Id))!.Partitions;
        Assert.Equal(["{\"Id\":250}", "{\"Id\":500}", "{\"Id\":750}"], partitions.Take(4).Select(partition => partition.Low).OfType<string>());
        Assert.Equal(1000, partitions.Sum(partition => partition.Ticks));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F39")]
    public async Task Rows_that_come_above_the_last_boundary_belong_to_the_last_partition(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(100);
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        var added = 0;
        ledger.Gate = async id =>
        {
            if (id != 1 || Interlocked.Exchange(ref added, 1) == 1) return;
            await engine.WithDbAsync(async db =>
            {
                db.Items.Add(new Item { Id = 5000, Name = "late" });
                return await db.SaveChangesAsync();
            });
        };

        // A single worker: the first partition, whose first item adds the row, is done before the last one begins.
        var run = await engine.Runner.StartAsync<RaiseRevisions>(options: new StartOptions { Parallelism = 2 });
        var ended = await engine.WorkUntilAsync(run.Id, run => run.Status.IsCompleted(), slices: 1);

        Assert.Equal((RunStatus.Succeeded, 101L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(1, item.Revision));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Batches_of_several_partitions_change_each_row_once(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(200);

        var run = await engine.Runner.StartAsync<RaiseInBatches>(options: new StartOptions { Parallelism = 3 });
        var ended = await engine.WorkUntilAsync(run.Id, run => run.Status.IsCompleted(), slices: 3);

        Assert.Equal((RunStatus.Succeeded, 100L), (ended.Status, ended.Ticks));
        Assert.All(await engine.ItemsAsync(), item => Assert.Equal(item.Id % 2 == 0 ? 1 : 0, item.Revision));
    }
}
