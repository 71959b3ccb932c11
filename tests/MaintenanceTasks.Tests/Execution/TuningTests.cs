using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What a task may say of its own pace, beside the options of the application.</summary>
public sealed class TuningTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Fact, Ancestor("C168", "C170", "C171")]
    public void A_task_that_says_nothing_leaves_everything_to_the_options()
    {
        var task = new Silent();
        Assert.Empty(task.Throttles);
        Assert.Equal((TimeSpan.Zero, null, null), (task.PauseBetweenPages, task.CommandTimeout, task.LockTimeout));
        Assert.Equal((null, null, null, null), (task.MaxSliceDuration, task.CheckpointInterval, task.StatusInterval, task.ItemsPerPage));
    }

    [Fact, Ancestor("C169")]
    public void A_throttle_waits_thirty_seconds_unless_it_says_otherwise()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), new Throttle("the replica lags", () => true).Backoff());
        Assert.Equal(TimeSpan.FromSeconds(5), new Throttle("the replica lags", () => true, TimeSpan.FromSeconds(5)).Backoff());
    }

    [Theory, Avoids("Q45")]
    [InlineData(2, new[] { 2, 4, 5 })]
    [InlineData(4, new[] { 4, 5 })]
    [InlineData(0, new[] { 5 })]
    public async Task A_task_may_have_shorter_or_longer_slices_than_the_option_or_no_limit(int seconds, int[] doneAfterEachSlice)
    {
        await using var bench = Bench(options => options.MaxSliceDuration = TimeSpan.FromSeconds(3));
        var run = await bench.Runner.StartAsync<Paced>(task => task.SliceSeconds = seconds);

        var done = new List<int>();
        while ((await bench.RunAsync(run.Id)).Status.IsActive())
        {
            await bench.PerformSliceAsync();
            done.Add(bench.Script.Done.Count);
        }

        Assert.Equal(doneAfterEachSlice, done);
    }

    [Fact]
    public async Task A_slice_comes_on_by_a_page_however_little_time_it_has()
    {
        await using var bench = Bench(options => options.MaxSliceDuration = TimeSpan.FromTicks(1));
        var run = await bench.Runner.StartAsync<Paced>();
        for (var done = 1; done <= 5; done++)
        {
            Assert.IsType<SliceOutcome.TimeLimit>(await bench.PerformSliceAsync());
            Assert.Equal((done, done), (bench.Script.Done.Count, (int)(await bench.RunAsync(run.Id)).Ticks));
        }

        Assert.IsType<SliceOutcome.Completed>(await bench.PerformSliceAsync());
    }

    [Fact]
    public async Task A_task_may_keep_its_position_more_or_less_often_than_the_option()
    {
        await using var bench = Bench(options => options.CheckpointInterval = TimeSpan.FromSeconds(1));
        var run = await bench.Runner.StartAsync<Paced>(task => task.CheckpointSeconds = 2);
        var kept = new List<long>();
        bench.Script.Before = async _ => kept.Add((await bench.PartitionAsync(run.Id)).Ticks);

        await bench.PerformSliceAsync();

        Assert.Equal([0, 0, 2, 2, 4], kept);
    }

    [Fact, Ancestor("C172", Better = "only how seldom: one look serves all runs of a process, and what the process itself asks for is heard at once")]
    public async Task A_task_may_have_its_worker_look_more_seldom_for_requests()
    {
        await using var bench = Bench();
        var lease = await Claims.MakeAsync(bench.Store, "me");
        using var seldom = new Slice(lease, 0) { StatusInterval = TimeSpan.FromMinutes(1) };
        bench.Leases.Add(seldom);
        var watch = new StatusWatch(bench.Store, bench.Leases, _time);
        await watch.LookAsync(CancellationToken.None);
        await bench.Store.ChangeAsync(lease.RunId, change => RunRequests.Pause(change, bench.Now, new Actor("ada", "elsewhere")), CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(59));
        await watch.LookAsync(CancellationToken.None);
        Assert.Equal(StopReason.None, seldom.Stop);
        _time.Advance(TimeSpan.FromSeconds(1));
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal(StopReason.Request, seldom.Stop);
        bench.Leases.Remove(seldom);
    }

    [Fact]
    public async Task The_executor_hands_the_interval_of_the_task_to_its_slice()
    {
        await using var bench = Bench();
        bench.StartWorker();
        var gate = new Gate();
        bench.Script.Before = _ => gate.PassAsync(CancellationToken.None);
        var run = await bench.Runner.StartAsync<Paced>();
        await gate.ReachedAsync();
        Assert.Equal(TimeSpan.FromSeconds(7), bench.Leases.Slices.Single().StatusInterval);
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_task_may_rest_after_each_page_and_a_request_ends_the_rest()
    {
        await using var bench = Bench();
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<Paced>(task => (task.CheckpointSeconds, task.RestSeconds) = (1, 3600));
        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).Ticks == 1, "the first page is committed");

        await bench.Runner.PauseAsync(run.Id);

        Assert.Equal(1, (await bench.UntilAsync(run.Id, RunStatus.Paused)).Ticks);
    }

    [Fact, Avoids("Q10")]
    public async Task A_total_is_kept_across_a_resume()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).Total == 10, "the total is known");
        await bench.Runner.PauseAsync(run.Id);
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Paused);

        await bench.Runner.ResumeAsync(run.Id);
        var ended = await bench.UntilAsync(run.Id, RunStatus.Succeeded);

        Assert.Equal((10L, 10L), (ended.Ticks, ended.Total));
    }

    [Fact]
    public async Task A_total_that_cannot_be_known_is_asked_for_once_and_not_with_every_slice()
    {
        var asked = new Uncounted.Questions();
        await using var bench = new WorkBench(
            options => options.MaxSliceDuration = options.CheckpointInterval = TimeSpan.FromTicks(1),
            add: services => services.AddSingleton(asked), tasks: tasks => tasks.AddTask<Uncounted>());
        var run = await bench.Runner.StartAsync<Uncounted>();
        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        await bench.StopAsync();

        Assert.True((await bench.Runner.EventsAsync(run.Id)).Count(happened => happened.Kind == RunEventKind.Claimed) >= 5);
        Assert.Equal((1, null), (asked.Count, (await bench.RunAsync(run.Id)).Total));
    }

    private WorkBench Bench(Action<MaintenanceTasksOptions>? configure = null) =>
        new(configure, _time, services => services.AddSingleton(_time), tasks => tasks.AddTask<Paced>());

    private sealed class Silent : OneOffTask
    {
        public override void Process()
        {
        }
    }

    private sealed class Uncounted(Uncounted.Questions asked) : SourceTask<int, int>
    {
        public override IAsyncEnumerable<(int Item, int After)> Collection(int after, CancellationToken cancellationToken) =>
            Enumerable.Range(after + 1, 5 - after).Select(item => (item, item)).ToAsyncEnumerable();

        public override Task<long?> CountAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref asked.Count);
            return Task.FromResult<long?>(null);
        }

        public override void Process(int item) => ArgumentOutOfRangeException.ThrowIfGreaterThan(item, 5);

        internal sealed class Questions
        {
            public int Count;
        }
    }

    /// <summary>Five items of a second each.</summary>
    private sealed class Paced(Script script, FakeTimeProvider time) : ListTask<int>
    {
        public int? SliceSeconds { get; set; }

        public int? CheckpointSeconds { get; set; }

        public int RestSeconds { get; set; }

        protected internal override TimeSpan PauseBetweenPages => TimeSpan.FromSeconds(RestSeconds);

        protected internal override TimeSpan? MaxSliceDuration => SliceSeconds is not { } seconds ? null : seconds == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

        protected internal override TimeSpan? CheckpointInterval => CheckpointSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

        protected internal override TimeSpan? StatusInterval => TimeSpan.FromSeconds(7);

        public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, 5)];

        public override async Task ProcessAsync(int item, CancellationToken cancellationToken)
        {
            await script.Before(item);
            time.Advance(TimeSpan.FromSeconds(1));
            script.Done.Enqueue(item);
        }
    }
}
