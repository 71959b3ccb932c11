using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Rows in batches of three.</summary>
public sealed class BatchWalkTests
{
    [Theory, ClassData(typeof(Databases)), Ancestor("C314", "C316", "C337", "C338", "C348", "C349")]
    public async Task Batches_are_queries_of_the_rows_of_a_range_in_key_order_each_time_they_are_asked_for(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var db = database.NewContext();
        for (var time = 0; time < 2; time++)
        {
            List<int[]> batches = [];
            List<string> cursors = [];
            await using var walk = Walk(db.Items.Where(item => item.Id != 5), kind);
            while (await walk.MoveNextAsync(CancellationToken.None))
            {
                batches.Add([.. await walk.Current.Rows.Select(item => item.Id).Order().ToListAsync()]);
                cursors.Add(walk.CursorAfterCurrent());
            }

            Assert.Equal([[1, 2, 3], [4, 6, 7], [8, 9, 10], [11]], batches);
            Assert.Equal(["""{"Id":3}""", """{"Id":7}""", """{"Id":10}""", """{"Id":11}"""], cursors);
        }
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C353", Better = "no last query after a batch that was not full"), Ancestor("C352")]
    public async Task A_batch_is_one_query_for_its_keys_alone_and_no_row_is_read(string kind)
    {
        await using var database = await FilledAsync(kind);
        var log = new SqlLog();
        await using var db = database.NewContext(log);
        await using var walk = Walk(db.Items, kind);

        while (await walk.MoveNextAsync(CancellationToken.None)) Assert.NotNull(walk.Current);

        // The last one, which is not full, takes two.
        Assert.Equal(5, log.Commands.Count);
        Assert.All(log.Commands, command => Assert.StartsWith("SELECT i.Id FROM", Sql.Shape(command), StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C339", Better = "the diagnostics of Entity Framework Core time each of them, as all queries of the application")]
    public async Task Each_fetch_is_timed_by_the_diagnostics_of_the_context(string kind)
    {
        await using var database = await FilledAsync(kind);
        var fetches = new Fetches();
        await using var db = database.NewContext(fetches);

        await KeyWalk.AllAsync(() => db.Items.TagWith("backfill"), 4, kind == "SQLite");

        Assert.Equal(4, fetches.Durations.Count);
        Assert.All(fetches.Durations, duration => Assert.True(duration > TimeSpan.Zero));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C336", "C351")]
    [Survives("F42")]
    public async Task An_empty_query_yields_nothing(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var db = database.NewContext();
        await using var walk = Walk(db.Items.Where(item => item.Id < 0), kind);

        Assert.False(await walk.MoveNextAsync(CancellationToken.None));
        Assert.Empty(await KeyWalk.AllAsync(() => db.Items.Where(item => item.Id < 0), 3, kind == "SQLite"));
    }

    [Theory, ClassData(typeof(Databases)), Ancestor("C149", Better = "fixed by ItemsPerPage, or found by the time a page takes")]
    public async Task A_task_may_fix_the_size_of_its_pages(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);

        var run = await engine.WorkToTheEndAsync((await engine.Runner.StartAsync<RaiseInFours>()).Id);

        // At least three: a page ends early on a machine that is slow just then.
        Assert.Equal(11, run.Ticks);
        Assert.InRange((await engine.Runner.FindAsync(run.Id))!.Partitions[0].CheckpointSeq, 3, 11);
    }

    [Theory, ClassData(typeof(Databases)), Avoids("Q11")]
    public async Task A_total_does_not_shrink_when_processing_takes_rows_out_of_the_collection(string kind)
    {
        await using var database = await FilledAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var run = await engine.Runner.StartAsync<RaiseUnraised>();
        var ledger = (Ledger)engine.Services.GetService(typeof(Ledger))!;
        ledger.Gate = async id =>
        {
            if (id == 1) await Eventually.AsyncUntil(async () => (await engine.Runner.FindAsync(run.Id))!.Run, state => state.Total is not null);
            if (id == 6) await engine.Runner.PauseAsync(run.Id);
        };

        var paused = await engine.WorkUntilAsync(run.Id, state => state.Status == RunStatus.Paused);
        await engine.Runner.ResumeAsync(run.Id);
        var ended = await engine.WorkToTheEndAsync(run.Id);

        Assert.Equal((6L, 11L), (paused.Ticks, paused.Total));
        Assert.Equal((11L, 11L), (ended.Ticks, ended.Total));
    }

    private static BatchWalk<Item> Walk(IQueryable<Item> query, string kind) =>
        new(new KeyedQuery<Item>(query, KeyWalk.Start(), tracked: true, kind == "SQLite"), 3, null);

    private static async Task<TestDatabase> FilledAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var db = await database.NewContextAsync();
        db.AddRange(Enumerable.Range(1, 11).Select(id => new Item { Id = id }));
        await db.SaveChangesAsync();
        return database;
    }

    private sealed class Fetches : DbCommandInterceptor
    {
        public List<TimeSpan> Durations { get; } = [];

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("-- backfill", StringComparison.Ordinal)) Durations.Add(eventData.Duration);
            return new(result);
        }
    }
}

public sealed class RaiseInFours : EntityTask<ShopContext, Item>
{
    protected internal override int? ItemsPerPage => 4;

    public override IQueryable<Item> Collection(ShopContext db) => db.Items;

    public override void Process(Item item) => item.Revision++;
}

public sealed class RaiseUnraised(Ledger ledger) : EntityTask<ShopContext, Item>
{
    public override IQueryable<Item> Collection(ShopContext db) => db.Items.Where(item => item.Revision == 0);

    public override async Task ProcessAsync(Item item, CancellationToken cancellationToken)
    {
        await ledger.Gate(item.Id);
        item.Revision++;
    }
}
