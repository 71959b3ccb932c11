using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>
/// SQL Server, without one: the statements the engine would send, as somebody who knows that database has reviewed them. A statement that
/// changes has to be reviewed again.
/// </summary>
public sealed class SqlServerStatementTests
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Lease Mine = new(7, 0, 3, "me");

    [Fact]
    public async Task Changes_of_runs_and_partitions_are_as_reviewed()
    {
        await using var dialogue = new Dialogue();
        PartitionWrite release = new() { Number = 0, ExpectedEpoch = 3, Epoch = 4, Owner = null };
        Run run = new() { Id = 7, Task = "Backfill", Status = RunStatus.Running, Token = Guid.Empty, CreatedAt = Noon };
        RunEvent claimed = new() { RunId = 7, Number = 2, At = Noon, Kind = RunEventKind.Claimed };
        NewRun start = new()
        {
            Task = "Backfill",
            Arguments = new Dictionary<string, string?>(),
            ParameterHash = "hash",
            Token = Guid.Empty,
            CreatedAt = Noon,
            Actor = new Actor("ada", "host:1"),
        };

        await dialogue.SayAsync("a transaction", async db =>
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, new WriteLimits(TimeSpan.FromSeconds(20)), CancellationToken.None);
            await transaction.CommitAsync();
        });
        await dialogue.SayAsync("create a run", db => db.InsertRunAsync(start, CancellationToken.None));
        await dialogue.SayAsync("lock the run for the transaction", db => db.LockRunAsync(7, CancellationToken.None));
        await dialogue.SayAsync("claim", db => db.WritePartitionAsync(7, release with { Owner = "me", Attempts = 1, ClaimedAt = Noon }, CancellationToken.None));
        await dialogue.SayAsync("release", db => db.WritePartitionAsync(7, release with { Attempts = 0 }, CancellationToken.None));
        await dialogue.SayAsync("finish", db => db.WritePartitionAsync(7, release with { Attempts = 0, Done = true }, CancellationToken.None));
        await dialogue.SayAsync("rescue", db => db.WritePartitionAsync(7, release with { ExpectedBeat = 9 }, CancellationToken.None));
        await dialogue.SayAsync("narrow the range after a split", db => db.WritePartitionAsync(7, release with { Owner = "me", High = "9" }, CancellationToken.None));
        await dialogue.SayAsync("write the run", db => db.WriteRunAsync(run, CancellationToken.None));
        await dialogue.SayAsync("an event", db => db.InsertEventsAsync([claimed], CancellationToken.None));
        await dialogue.SayAsync("beat", db =>
        {
            db.BeatRows(["me", "me too"]);
            return Task.CompletedTask;
        });
        await dialogue.SayAsync("checkpoint with a skipped item", db => PageCheckpoint.WriteAsync(
            db, db.Model, Mine, new Checkpoint { Cursor = "9", Ticks = 9, TimeRunning = TimeSpan.Zero, Seq = 2, At = Noon, Skipped = [new FailedItem("8", "why")] },
            CancellationToken.None));
        await dialogue.SayAsync("was it written", db => PageCheckpoint.IsWrittenAsync(db, db.Model, Mine, 2, CancellationToken.None));

        await dialogue.SayAsync("a node", db => db.WriteNodeAsync(
            new Node { Id = Guid.Empty, Identity = "host", Name = "host", Build = "1", Tasks = ["Backfill"], Beat = 2, StartedAt = Noon, SeenAt = Noon },
            CancellationToken.None));
        await dialogue.SayAsync("a silent node", db => db.RemoveNodeAsync(Guid.Empty, 2, CancellationToken.None));

        Approved.Verify("changes.sql", dialogue.ToString());
    }

    [Fact]
    public async Task Questions_are_as_reviewed()
    {
        await using var dialogue = new Dialogue();
        ClaimFilter filter = new() { Tasks = ["Backfill", "Import"], Now = Noon };

        await dialogue.SayAsync("what can be claimed", db => db.ClaimableAsync(filter, CancellationToken.None));
        await dialogue.SayAsync("can this run be claimed", db => db.ClaimableAsync(filter with { RunId = 7 }, CancellationToken.None));
        await dialogue.SayAsync("a run", db => db.ReadStateAsync(7, CancellationToken.None));
        await dialogue.SayAsync("its partitions", db => db.ReadPartitionsAsync(7, CancellationToken.None));
        await dialogue.SayAsync("did this request make a run", db => db.RunsOfRequestAsync(Guid.Empty, "key", CancellationToken.None));
        await dialogue.SayAsync("is an equal run active", db => db.ActiveRunsAsync("key", CancellationToken.None));
        await dialogue.SayAsync("sums", db => db.WithSumsAsync([new RunRow { Id = 7 }, new RunRow { Id = 8 }], CancellationToken.None));

        await dialogue.SayAsync("nodes", db => db.ReadNodesAsync(CancellationToken.None));
        await dialogue.SayAsync("who holds a lease", _ => dialogue.Store.LeasedAsync(CancellationToken.None));
        await dialogue.SayAsync("statuses", _ => dialogue.Store.StatusesAsync([7, 8], CancellationToken.None));
        await dialogue.SayAsync("a list", _ => dialogue.Store.ListAsync(
            new RunFilter { Task = "Backfill", Statuses = [RunStatus.Paused, RunStatus.Errored], Before = 99, Limit = 20 }, CancellationToken.None));
        await dialogue.SayAsync("the newest of each task", _ => dialogue.Store.LatestAsync(CancellationToken.None));
        await dialogue.SayAsync("events", _ => dialogue.Store.EventsAsync(7, 3, 50, CancellationToken.None));
        await dialogue.SayAsync("skipped items", _ => dialogue.Store.FailedItemsAsync(7, 50, CancellationToken.None));

        Approved.Verify("questions.sql", dialogue.ToString());
    }

    [Fact]
    public async Task Pages_of_every_kind_of_key_are_as_reviewed()
    {
        await using var dialogue = new Dialogue();
        await PageAsync<Item>(dialogue, 41);
        await PageAsync<ByLong>(dialogue, 41L);
        await PageAsync<ByGuid>(dialogue, Guid.Empty);
        await PageAsync<ByString>(dialogue, "a");
        await PageAsync<ByDate>(dialogue, Noon);
        await PageAsync<ByEnum>(dialogue, Colour.Mint);
        await PageAsync<ByStruct>(dialogue, new OrderId(41));
        await PageAsync<ByTwo>(dialogue, 3, 41);
        await PageAsync<ByThree>(dialogue, "r", 3, Guid.Empty);

        Approved.Verify("pages.sql", dialogue.ToString());
    }

    [Fact]
    public async Task Batches_and_splits_are_as_reviewed()
    {
        await using var dialogue = new Dialogue();
        await PartAsync<ByLong, long>(dialogue, [41L], [99L]);
        await PartAsync<ByTwo, int>(dialogue, [3, 41], [5, 99]);

        Approved.Verify("parts.sql", dialogue.ToString());
    }

    [Fact]
    public async Task The_tables_are_as_reviewed()
    {
        await using var dialogue = new Dialogue();

        Approved.Verify("tables.sql", dialogue.Tables.ReplaceLineEndings("\n") + "\n");
    }

    private static Task PageAsync<T>(Dialogue dialogue, params object[] position)
        where T : class => dialogue.SayAsync($"a page of {typeof(T).Name}", async db =>
    {
        var query = new KeyedQuery<T>(db.Set<T>(), KeyWalk.Start(), tracked: true, sqlite: false);
        query.MoveTo(position);
        await query.ReadAsync(1000, CancellationToken.None);
    });

    private static async Task PartAsync<T, TKey>(Dialogue dialogue, object[] position, object[] end)
        where T : Keyed<TKey>
    {
        KeyedQuery<T> Query(ShopContext db)
        {
            var cursor = new KeyedQuery<T>(db.Set<T>(), KeyWalk.Start(), tracked: true, sqlite: false).Cursor;
            return new(db.Set<T>().Where(row => !row.Seen), KeyWalk.Start(cursor.Write(position), cursor.Write(end)), tracked: true, sqlite: false);
        }

        var name = typeof(T).Name;
        await dialogue.SayAsync($"the keys of a batch of {name}, within a partition", db => Query(db).ReadKeysAsync(1000, CancellationToken.None));
        await dialogue.SayAsync($"an update of a batch of {name}", db => Query(db).RowsUpTo(end).ExecuteUpdateAsync(set => set.SetProperty(row => row.Seen, true)));
        await dialogue.SayAsync($"where a part of {name} ends", db => Query(db).HopAsync(5000, CancellationToken.None));
        await dialogue.SayAsync($"what is left of {name}, at most", db => Query(db).CountLeftAsync(200_000, CancellationToken.None));
    }
}
