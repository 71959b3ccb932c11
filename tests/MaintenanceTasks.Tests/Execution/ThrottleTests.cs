using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Conditions under which a task waits.</summary>
public sealed class ThrottleTests
{
    private readonly Watch _watch = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    [Ancestor("C055", "C369")]
    [Avoids("Q51")]
    [Ancestor("C366", Better = "the run says which condition holds it, and until when")]
    [Survives("F69")]
    public async Task A_condition_that_holds_stops_before_the_item_and_the_run_says_which_and_until_when()
    {
        await using var bench = Bench();
        _watch.ReplicaLags = () => _watch.Heard.Contains("item 1");
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var held = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Interrupted, 2L, "the replica lags"), (held.Status, held.Ticks, held.HeldReason));
        Assert.Equal(bench.Now.AddMinutes(1), held.HeldUntil);
        Assert.Equal(["started", "item 0", "item 1", "interrupted"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C135")]
    [Ancestor("C365")]
    [Survives("F69")]
    public async Task It_goes_on_at_the_same_item_when_the_condition_has_passed()
    {
        await using var bench = Bench();
        var lags = true;
        _watch.ReplicaLags = () => lags;
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.PerformSliceAsync();
        lags = false;
        _time.Advance(TimeSpan.FromMinutes(1));

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
        Assert.Equal(["started", "interrupted", "item 0", "item 1", "item 2", "item 3", "succeeded"], _watch.Heard);
    }

    [Fact]
    [Ancestor("C136")]
    [Ancestor("C367")]
    [Avoids("Q20")]
    public async Task A_backoff_is_computed_when_the_condition_holds_and_not_before()
    {
        await using var bench = Bench();
        _watch.QueueIsFull = () => _watch.Heard.Contains("item 2");
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var held = await bench.RunAsync(run.Id);
        Assert.Equal("the queue is full", held.HeldReason);
        Assert.Equal(bench.Now.AddSeconds(4), held.HeldUntil);

        _watch.QueueIsFull = () => false;
        _time.Advance(TimeSpan.FromSeconds(4));
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Succeeded, 4L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
    }

    [Fact]
    [Ancestor("C310", Better = "stops before the item instead of after it")]
    public async Task The_first_condition_declared_decides_and_inherited_ones_come_first()
    {
        await using var bench = Bench();
        (_watch.ReplicaLags, _watch.QueueIsFull) = (() => true, () => true);
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal("the replica lags", (await bench.RunAsync(run.Id)).HeldReason);
    }

    [Fact]
    [Survives("F68")]
    public async Task A_condition_that_throws_does_not_hold_the_run()
    {
        await using var bench = Bench();
        _watch.ReplicaLags = () => throw new InvalidOperationException("no replica");
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal((RunStatus.Succeeded, 4L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
    }

    [Fact]
    [Ancestor("C137")]
    public async Task A_throttled_run_that_is_being_cancelled_becomes_cancelled_and_is_not_taken_up_again()
    {
        await using var bench = Bench();
        _watch.ReplicaLags = () => _watch.Heard.Contains("item 1");
        var run = await bench.Runner.StartAsync<Watched>();

        Assert.IsType<SliceOutcome.Held>(await bench.PerformSliceAsync(beforeItsEnd: found => bench.Runner.CancelAsync(found.Id)));

        Assert.Equal((RunStatus.Cancelled, 2L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task A_throttled_run_that_is_asked_to_pause_becomes_paused()
    {
        await using var bench = Bench();
        _watch.ReplicaLags = () => _watch.Heard.Contains("item 1");
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.PerformSliceAsync();

        await bench.Runner.PauseAsync(run.Id);

        Assert.Equal(RunStatus.Paused, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task Conditions_are_asked_at_most_once_an_interval()
    {
        var asked = 0;
        await using var bench = Bench(interval: TimeSpan.FromSeconds(1));
        _watch.ReplicaLags = () => asked++ < 0;
        await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(1, asked);
    }

    private WorkBench Bench(TimeSpan interval = default) => new(
        options => options.ThrottleInterval = interval, _time, services => services.AddSingleton(_watch), tasks => tasks.AddTask<Watched>());
}
