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
        await using var walk = await Walk.BeginAsync(kind, _time);

        Assert.Equal(ConnectionState.Closed, await walk.PageAsync());
        Assert.Equal(ConnectionState.Open, await walk.PageAsync());
        Assert.Equal(ConnectionState.Closed, await walk.PageAsync(quiet: false));
        Assert.Equal(ConnectionState.Open, await walk.PageAsync());
        walk.Kept.Release();
        Assert.Equal(ConnectionState.Closed, walk.State);
    }

    [Fact]
    public async Task A_page_that_takes_its_time_gives_it_back()
    {
        await using var walk = await Walk.BeginAsync("SQLite", _time);
        await walk.PageAsync();
        await walk.PageAsync();

        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(ConnectionState.Closed, await walk.PageAsync());
    }

    [Fact]
    public async Task After_a_second_its_pool_has_it_back_for_once()
    {
        await using var walk = await Walk.BeginAsync("SQLite", _time);
        await walk.PageAsync();
        List<ConnectionState> states = [];

        for (var page = 0; page < 14; page++)
        {
            states.Add(await walk.PageAsync());
            _time.Advance(TimeSpan.FromMilliseconds(99));
        }

        Assert.Equal(11, states.IndexOf(ConnectionState.Closed));
        Assert.Single(states, ConnectionState.Closed);
    }

    [Fact]
    public async Task Whoever_gets_the_context_finds_it_closed_from_then_on()
    {
        await using var walk = await Walk.BeginAsync("SQLite", _time);
        await walk.PageAsync();
        await walk.PageAsync();

        walk.Kept.LeaveToOthers();

        Assert.Equal(ConnectionState.Closed, walk.State);
        Assert.Equal(ConnectionState.Closed, await walk.PageAsync());
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

    private sealed class Walk(TestDatabase database, SheetContext db, TimeProvider time) : IAsyncDisposable
    {
        public KeptConnection Kept { get; } = new(db, time);

        public ConnectionState State => db.Database.GetDbConnection().State;

        public static async Task<Walk> BeginAsync(string kind, TimeProvider time)
        {
            var database = await TestDatabase.CreateAsync(kind);
            return new Walk(database, SheetContext.On(database, new SheetModel(SheetTrait.OnlyPlain)), time);
        }

        /// <returns>How the connection is when the page is about to be read.</returns>
        public async Task<ConnectionState> PageAsync(bool quiet = true)
        {
            await Kept.BeforePageAsync(quiet, CancellationToken.None);
            return State;
        }

        public async ValueTask DisposeAsync()
        {
            await db.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
