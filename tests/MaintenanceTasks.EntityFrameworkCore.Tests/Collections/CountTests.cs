using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

public sealed class CountTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, ClassData(typeof(Databases)), Ancestor("C148", "C335", "C344"), Ancestor("C139", "C350", Better = "batches are counted in rows")]
    public async Task Queries_are_counted_also_those_of_batches_and_of_tasks_without_a_context(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(15);

        Assert.Equal((15L, TotalKind.Counted), await TotalAsync<RaiseRevisions>(engine));
        Assert.Equal((7L, TotalKind.Counted), await TotalAsync<RaiseInBatches>(engine));
        Assert.Equal((14L, TotalKind.Counted), await TotalAsync<ReadItems>(engine));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C165"), Avoids("Q17")]
    public async Task A_task_may_say_a_number_of_its_own_or_that_there_is_none(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        await engine.AddItemsAsync(15);

        Assert.Equal((77L, TotalKind.Counted), await TotalAsync<RaiseTheGood>(engine));
        var uncounted = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<ReadUncounted>()).Id);
        Assert.Equal((RunStatus.Succeeded, null, TotalKind.Unknown), (uncounted.Status, uncounted.Total, uncounted.TotalKind));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("S14")]
    public async Task A_count_ends_while_its_statement_runs(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Enumerable.Range(1, 1000).Select(id => new Item { Id = id }));
        await db.SaveChangesAsync();

        // A thousand million pairs of pairs, none of which satisfies: hours of work.
        var endless = db.Items.Where(a => db.Items.Any(b => db.Items.Any(c => db.Items.Any(d => a.Id + b.Id + c.Id + d.Id < 0))));
        using var timeout = new CancellationTokenSource();
        var counting = Task.Run(() => QueryCount.CountAsync(endless, timeout.Token));
        timeout.CancelAfter(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<Exception>(() => counting.WaitAsync(Patience));
        Assert.True(counting.IsFaulted || counting.IsCanceled);
        Assert.Equal(1000L, await QueryCount.CountAsync(db.Items, CancellationToken.None));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Statistics_tell_about_whole_tables_only(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Enumerable.Range(1, 500).Select(id => new Item { Id = id }));
        await db.SaveChangesAsync();
        if (kind == "SQLite") Assert.Null(await TableStatistics.RowsAsync(db.Items));

        await db.Database.ExecuteSqlRawAsync(kind == "SQLite" ? "ANALYZE" : "ANALYZE \"Items\"");

        Assert.Equal(500L, await TableStatistics.RowsAsync(db.Items));
        Assert.Equal(500L, await TableStatistics.RowsAsync(db.Items.AsTracking().TagWith("backfill")));
        Assert.Null(await TableStatistics.RowsAsync(db.Items.Where(item => item.Id > 3)));
        Assert.Null(await TableStatistics.RowsAsync(db.Items.FromSqlRaw("SELECT * FROM \"Items\" WHERE \"Id\" > 3")));
        Assert.Null(await TableStatistics.RowsAsync(db.Set<ByLong>()));
    }

    [Theory, ClassData(typeof(Databases))]
    [Survives("F37")]
    public async Task A_count_that_takes_too_long_leaves_the_word_to_the_statistics_and_the_run_alone(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database, options => options.CountTimeout = TimeSpan.FromMilliseconds(50));
        await engine.AddItemsAsync(300);
        await engine.WithDbAsync(db => db.Database.ExecuteSqlRawAsync(kind == "SQLite" ? "ANALYZE" : "ANALYZE \"Items\""));
        var (whole, part) = (await engine.Runner.StartAsync<CountsForEver>(), await engine.Runner.StartAsync<CountsForEver>(task => task.From = 100));

        var estimated = await engine.WorkUntilAsync(whole.Id, run => run is { Status: RunStatus.Succeeded, Total: not null });
        var unknown = await engine.WorkToTheEndAsync(part.Id);

        Assert.Equal((300L, TotalKind.Estimated, 300L), (estimated.Total, estimated.TotalKind, estimated.Ticks));
        Assert.Equal((RunStatus.Succeeded, null, 201L), (unknown.Status, unknown.Total, unknown.Ticks));
    }

    /// <summary>The total of a run that has ended and was counted.</summary>
    private static async Task<(long? Total, TotalKind Kind)> TotalAsync<TTask>(Engine engine)
        where TTask : MaintenanceTask
    {
        var run = await engine.Runner.StartAsync<TTask>();
        var ended = await engine.WorkUntilAsync(run.Id, found => found.Status.IsCompleted() && found.Total is not null);
        return (ended.Total, ended.TotalKind);
    }
}

public sealed class CountsForEver : EntityTask<ShopContext, Item>
{
    public int From { get; set; }

    public override IQueryable<Item> Collection(ShopContext db) => From == 0 ? db.Items : db.Items.Where(item => item.Id >= From);

    public override async Task<long?> CountAsync(ShopContext db, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    }

    public override void Process(Item item) => item.Revision++;
}

public sealed class ReadUncounted(ShopContext db) : EntityTask<Item>
{
    public override IQueryable<Item> Collection() => db.Items;

    public override Task<long?> CountAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    public override void Process(Item item) => ArgumentNullException.ThrowIfNull(item);
}
