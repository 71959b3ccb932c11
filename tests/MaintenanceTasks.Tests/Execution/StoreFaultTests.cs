using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>A store that is away for a while makes nothing end and loses nothing.</summary>
public sealed class StoreFaultTests
{
    [Fact]
    [Ancestor("C134", Better = "told by the health check and the log, and waited out")]
    [Survives("F20", "F30")]
    public async Task A_worker_waits_for_its_store_and_the_health_check_is_degraded_meanwhile()
    {
        await using var bench = Bench();
        var store = FaultyStore.Of(bench);
        store.Fault = _ => throw new InvalidOperationException("no such table: maintenance_task_runs");
        bench.StartWorker();
        await Wait.UntilAsync(async () => (await HealthAsync(bench)).Status == HealthStatus.Degraded, "the health check is degraded");
        Assert.Contains("no such table", (await HealthAsync(bench)).Description);

        store.Fault = _ => { };
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(HealthStatus.Healthy, (await HealthAsync(bench)).Status);
    }

    [Fact]
    public async Task A_change_that_waits_for_its_run_bears_the_time_at_which_it_is_made()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        var run = await bench.Runner.StartAsync<Scripted>();
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.ChangeAsync)) time.Advance(TimeSpan.FromSeconds(5));
        };
        await bench.PerformSliceAsync();
        var events = await bench.Services.GetRequiredService<IRunStore>().EventsAsync(run.Id, 0, 100, CancellationToken.None);
        Assert.Equal(run.CreatedAt.AddSeconds(5), Assert.Single(events, happened => happened.Kind == RunEventKind.Claimed).At);
        Assert.Equal(run.CreatedAt.AddSeconds(10), Assert.Single(events, happened => happened.Kind == RunEventKind.Finished).At);
    }

    [Fact]
    public async Task A_store_that_fails_while_an_item_is_begun_leaves_the_turn_to_others()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 3; death++) await bench.DieAsync(run.Id);
        var claim = await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(run.Id, CancellationToken.None);
        Assert.NotNull(claim);
        var (claimed, partition, slice, _) = claim;
        var refused = 0;
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method != nameof(IRunStore.ChangeAsync)) return;
            refused++;
            throw new InvalidOperationException("the disk is full");
        };
        await Record.ExceptionAsync(() => bench.Services.GetRequiredService<RunExecutor>().ExecuteAsync(claimed, partition, slice));

        Assert.True(refused > 0);
        Assert.Empty(bench.Script.Done);
        Assert.True(bench.Services.GetRequiredService<SuspectTurn>().TakeAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_checkpoint_is_tried_until_the_store_takes_it()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        var failures = 0;
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.CheckpointAsync) && failures++ < 3) throw new RunStoreUnavailableException("away");
        };
        var run = await bench.Runner.StartAsync<Scripted>();
        await PassTimeUntil(time, bench.PerformSliceAsync());
        Assert.Equal(4, failures);
        Assert.Equal((RunStatus.Succeeded, 10L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    public async Task A_checkpoint_is_given_up_when_the_lease_is_lost()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.CheckpointAsync)) throw new RunStoreUnavailableException("away");
        };
        var run = await bench.Runner.StartAsync<Scripted>();
        var claim = await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(run.Id, CancellationToken.None);
        Assert.NotNull(claim);
        var (claimed, partition, slice, _) = claim;
        var executing = bench.Services.GetRequiredService<RunExecutor>().ExecuteAsync(claimed, partition, slice);
        await Wait.UntilAsync(() => bench.Script.Done.Count == 10, "the page is processed");
        slice.RequestStop(StopReason.LeaseLost);
        Assert.IsType<SliceOutcome.LeaseLost>(await executing.WaitAsync(Wait.Patience));
        Assert.Null((await bench.PartitionAsync(run.Id)).Cursor);
        slice.Dispose();
    }

    [Fact]
    public async Task The_end_of_a_slice_is_written_when_the_store_is_back()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        var run = await bench.Runner.StartAsync<Scripted>();
        var left = 4;
        bench.Script.On(9, _ => FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.ChangeAsync) && left-- > 0) throw new RunStoreUnavailableException("away");
        });
        await PassTimeUntil(time, bench.PerformSliceAsync());
        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task A_lease_whose_end_the_store_never_took_is_left_to_the_rescuer()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = Bench(time);
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.Script.On(9, _ => FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.ChangeAsync)) throw new RunStoreUnavailableException("away");
        });
        await PassTimeUntil(time, bench.PerformSliceAsync());
        Assert.Equal((RunStatus.Running, 10L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));

        FaultyStore.Of(bench).Fault = _ => { };
        await bench.RescueAsync(run.Id);
        await bench.PerformSliceAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    [Survives("F30", "F36")]
    public async Task A_claim_that_fails_once_does_not_end_the_worker()
    {
        await using var bench = Bench();
        var failures = 0;
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method is nameof(IRunStore.ChangeAsync) or nameof(IRunStore.StatusesAsync) && failures++ < 2) throw new TimeoutException("away");
        };
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.True(failures >= 2);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    private static WorkBench Bench(TimeProvider? time = null) => new(time: time, add: services =>
    {
        FaultyStore.AddTo(services);
        services.AddHealthChecks().AddMaintenanceTasks();
    });

    private static Task<HealthCheckResult> HealthAsync(WorkBench bench) =>
        bench.Services.GetRequiredService<StoreHealth>().CheckHealthAsync(new HealthCheckContext());

    private static async Task PassTimeUntil(FakeTimeProvider time, Task work)
    {
        await Wait.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(500));
                return work.IsCompleted;
            },
            "the work ends");
        await work;
    }
}
