using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>When the doorbell is rung, and that it decides nothing.</summary>
public sealed class DoorbellTests
{
    private readonly Watch _watch = new();
    private readonly Rings _rings = new();

    [Fact]
    [Ancestor("C106", "C107", "C308")]
    public async Task An_interrupted_run_is_rung_for_once_its_state_is_durable_and_its_callback_has_been_called()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time, options => options.MaxSliceDuration = TimeSpan.FromSeconds(1));
        _watch.On = what =>
        {
            if (what == "item 1") time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Watched>();
        var heardAtRing = new List<(RunStatus, string?, string)>();
        _rings.On = async id => heardAtRing.Add((await bench.StatusAsync(id), (await bench.PartitionAsync(id)).Owner, _watch.Heard[^1]));

        await bench.PerformSliceAsync();

        Assert.Equal([(RunStatus.Interrupted, null, "interrupted")], heardAtRing);
        Assert.Equal([run.Id, run.Id], _rings.Runs);
    }

    [Theory]
    [InlineData(RunStatus.Paused)]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Errored)]
    [InlineData(RunStatus.Succeeded)]
    [Ancestor("C092", "C093", "C111")]
    public async Task A_run_that_is_not_to_go_on_is_rung_for_no_more(RunStatus status)
    {
        await using var bench = Bench();
        var run = await BringAsync(bench, status);
        Assert.Equal([run.Id], _rings.Runs);
        Assert.Null(await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None));
    }

    [Theory]
    [InlineData(RunStatus.Paused)]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Errored)]
    [InlineData(RunStatus.Succeeded)]
    [Ancestor("C094")]
    [Avoids("Q06")]
    public async Task A_late_ring_for_a_run_that_is_not_to_go_on_changes_nothing(RunStatus status)
    {
        await using var bench = new WorkBench(add: services => services.AddSingleton(_watch), tasks: tasks => tasks.AddTask<Watched>());
        var late = await BringAsync(bench, status);
        var before = (await bench.RunAsync(late.Id), _watch.Heard.Count);

        await bench.Services.GetRequiredService<IRunQueue>().RingAsync(late.Id, TimeSpan.Zero, CancellationToken.None);
        bench.StartWorker();
        var other = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(other.Id, RunStatus.Succeeded);

        var after = await bench.RunAsync(late.Id);
        Assert.Equal((status, before.Item1.LastEvent, before.Item1.Error, before.Count), (after.Status, after.LastEvent, after.Error, _watch.Heard.Count));
    }

    [Fact]
    [Ancestor("C306", "C307", Better = "however often it rings, the row is claimed once: there is no retry that could be queued twice")]
    [Avoids("Q05")]
    [Survives("F12")]
    public async Task A_run_that_is_rung_for_again_and_again_is_worked_on_once()
    {
        await using var bench = new WorkBench();
        bench.StartWorker(slices: 4);
        var (run, gate) = await bench.StartUntilAsync(item: 0);
        var queue = bench.Services.GetRequiredService<IRunQueue>();
        for (var ring = 0; ring < 5; ring++) await queue.RingAsync(run.Id, TimeSpan.Zero, CancellationToken.None);
        bench.Script.Forget(0);
        var other = await bench.Runner.StartAsync<Scripted>(task => task.Count = 1);
        await bench.UntilAsync(other.Id, RunStatus.Succeeded);
        gate.Open();

        await bench.UntilAsync(run.Id, RunStatus.Succeeded);

        Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.Kind == RunEventKind.Claimed);
        Assert.Equal(11, bench.Script.Done.Count);
    }

    private async Task<Run> BringAsync(WorkBench bench, RunStatus status)
    {
        _watch.On = what => what == "item 2" && status == RunStatus.Errored ? throw new InvalidOperationException("no title") : Task.CompletedTask;
        _watch.ReplicaLags = () => status is RunStatus.Paused or RunStatus.Cancelled;
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.PerformSliceAsync(beforeItsEnd: found => bench.AskForAsync(found.Id, status));
        Assert.Equal(status, await bench.StatusAsync(run.Id));
        return run;
    }

    private WorkBench Bench(TimeProvider? time = null, Action<MaintenanceTasksOptions>? configure = null) => new(
        configure, time, services => services.AddSingleton(_watch).Replace(ServiceDescriptor.Singleton<IRunQueue>(_rings)),
        tasks => tasks.AddTask<Watched>());
}
