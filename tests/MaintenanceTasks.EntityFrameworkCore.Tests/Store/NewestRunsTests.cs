using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>The newest run of each task is read by what has changed, and is right all the same.</summary>
public sealed class NewestRunsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory, ClassData(typeof(Databases))]
    public async Task A_look_sees_what_another_process_has_made_and_done_since_the_last_one(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var here = await Engine.CreateAsync(database);
        await using var there = await Engine.CreateAsync(database);
        Assert.Empty(await here.Runner.NewestAsync());
        var first = await there.Runner.StartAsync<RaiseRevisions>();
        Assert.Equal([(first.Id, RunStatus.Enqueued)], await NewestAsync(here));
        await there.Runner.PauseAsync(first.Id);
        Assert.Equal([(first.Id, RunStatus.Paused)], await NewestAsync(here));
        await there.Runner.CancelAsync(first.Id);
        Assert.Equal([(first.Id, RunStatus.Cancelled)], await NewestAsync(here));
        var second = await there.Runner.StartAsync<RaiseRevisions>();
        Assert.Equal([(second.Id, RunStatus.Enqueued)], await NewestAsync(here));
        await there.Runner.CancelAsync(second.Id);
        Assert.Equal([(second.Id, RunStatus.Cancelled)], await NewestAsync(here));
        Assert.Equal([(second.Id, RunStatus.Cancelled)], await NewestAsync(here));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task When_the_newest_of_all_runs_is_gone_every_task_is_looked_up_anew(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database);
        var first = await CancelledAsync(engine);
        var second = await CancelledAsync(engine);
        Assert.Equal([(second, RunStatus.Cancelled)], await NewestAsync(engine));
        await RemoveAsync(engine, second);
        Assert.Equal([(first, RunStatus.Cancelled)], await NewestAsync(engine));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Runs_removed_by_somebody_are_gone_after_five_minutes(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database, services: services => services.AddSingleton<TimeProvider>(_time));
        var (first, second) = (await CancelledAsync(engine), await CancelledAsync(engine));
        var other = (await engine.Runner.StartAsync<AddOnce>()).Id;
        Assert.Equal([(second, RunStatus.Cancelled), (other, RunStatus.Enqueued)], await NewestAsync(engine));
        await RemoveAsync(engine, second);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([(first, RunStatus.Cancelled), (other, RunStatus.Enqueued)], await NewestAsync(engine));
    }

    private static async Task<long> CancelledAsync(Engine engine)
    {
        var run = await engine.Runner.StartAsync<RaiseRevisions>();
        await engine.Runner.CancelAsync(run.Id);
        return run.Id;
    }

    private static Task<int> RemoveAsync(Engine engine, long id) => engine.WithDbAsync(async db =>
    {
        await db.Set<EventRow>().Where(row => row.RunId == id).ExecuteDeleteAsync();
        await db.Set<PartitionRow>().Where(row => row.RunId == id).ExecuteDeleteAsync();
        return await db.Set<RunRow>().Where(row => row.Id == id).ExecuteDeleteAsync();
    });

    private static async Task<(long, RunStatus)[]> NewestAsync(Engine engine) =>
        [.. (await engine.Runner.NewestAsync()).OrderBy(run => run.Id).Select(run => (run.Id, run.Status))];
}
