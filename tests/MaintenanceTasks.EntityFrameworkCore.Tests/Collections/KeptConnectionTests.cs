using System.Data;
using MaintenanceTasks.EntityFrameworkCore.Tests.Sets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Collections;

/// <summary>When a connection stays open from one page to the next.</summary>
public sealed class KeptConnectionTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory, ClassData(typeof(Databases))]
    public async Task It_stays_open_after_quick_pages_that_changed_nothing(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = NewContext(database);
        var kept = new KeptConnection(db, _time);

        Assert.Equal(ConnectionState.Closed, await BeforePageAsync(kept, db, quiet: true));
        Assert.Equal(ConnectionState.Open, await BeforePageAsync(kept, db, quiet: true));
        Assert.Equal(ConnectionState.Closed, await BeforePageAsync(kept, db, quiet: false));
        Assert.Equal(ConnectionState.Open, await BeforePageAsync(kept, db, quiet: true));
        kept.Release();
        Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task A_page_that_takes_its_time_gives_it_back()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = NewContext(database);
        var kept = new KeptConnection(db, _time);
        await BeforePageAsync(kept, db, quiet: true);
        await BeforePageAsync(kept, db, quiet: true);

        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(ConnectionState.Closed, await BeforePageAsync(kept, db, quiet: true));
    }

    [Fact]
    public async Task After_a_second_its_pool_has_it_back_for_once()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = NewContext(database);
        var kept = new KeptConnection(db, _time);
        await BeforePageAsync(kept, db, quiet: true);
        List<ConnectionState> states = [];

        for (var page = 0; page < 14; page++)
        {
            states.Add(await BeforePageAsync(kept, db, quiet: true));
            _time.Advance(TimeSpan.FromMilliseconds(99));
        }

        Assert.Equal(11, states.IndexOf(ConnectionState.Closed));
        Assert.Single(states, ConnectionState.Closed);
    }

    [Fact]
    public async Task Whoever_gets_the_context_finds_it_closed_from_then_on()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using var db = NewContext(database);
        var kept = new KeptConnection(db, _time);
        await BeforePageAsync(kept, db, quiet: true);
        await BeforePageAsync(kept, db, quiet: true);

        kept.LeaveToOthers();

        Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State);
        Assert.Equal(ConnectionState.Closed, await BeforePageAsync(kept, db, quiet: true));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_task_may_open_the_connection_of_its_context_itself(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await SheetEngine.CreateAsync(
            database, 450, configure: options => (options.MaxPageSize, options.CheckpointInterval) = (50, TimeSpan.FromMinutes(10)));

        var (run, partition) = await engine.WorkAsync((await engine.Runner.StartAsync<AskBesideSheets>()).Id);

        // A page that failed would have been done again, and kept by itself.
        Assert.Equal((450L, 1L), (run.Ticks, partition.CheckpointSeq));
    }

    private static SheetContext NewContext(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<SheetContext>();
        database.Configure(options);
        return new SheetContext(options.Options, new SheetModel(SheetTrait.OnlyPlain));
    }

    private static async Task<ConnectionState> BeforePageAsync(KeptConnection kept, SheetContext db, bool quiet)
    {
        await kept.BeforePageAsync(quiet, CancellationToken.None);
        return db.Database.GetDbConnection().State;
    }
}
