using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What a slice leaves behind: status, times, ticks and cursor.</summary>
public sealed class SliceTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    [Ancestor("C038", "C102", "C103", "C104")]
    public async Task A_run_has_started_and_is_running_while_its_items_are_processed_and_ended_afterwards()
    {
        await using var bench = EachItemTakesASecond();
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.Null(run.StartedAt);
        _time.Advance(TimeSpan.FromMinutes(1));
        var claimed = bench.Now;
        bench.Script.On(4, async (_, _) =>
        {
            var now = await bench.RunAsync(run.Id);
            Assert.Equal((RunStatus.Running, claimed, null), (now.Status, now.StartedAt, now.EndedAt));
        });

        await bench.PerformSliceAsync();

        var ended = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, claimed, bench.Now), (ended.Status, ended.StartedAt, ended.EndedAt));
    }

    [Fact]
    [Ancestor("C100", "C105", "C113")]
    public async Task An_interruption_after_the_first_item_keeps_one_tick_and_the_cursor_after_it()
    {
        await using var bench = EachItemTakesASecond(options => options.MaxSliceDuration = TimeSpan.FromSeconds(1));
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        var partition = await bench.PartitionAsync(run.Id);
        Assert.Equal((RunStatus.Interrupted, 1L, "0"), (await bench.StatusAsync(run.Id), partition.Ticks, partition.Cursor));
    }

    [Fact]
    [Ancestor("C116")]
    public async Task An_item_that_fails_again_after_a_resume_keeps_the_cursor()
    {
        await using var bench = new WorkBench();
        bench.Script.On(3, _ => throw new InvalidOperationException("no title"));
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.PerformSliceAsync();
        await bench.Runner.ResumeAsync(run.Id);

        await bench.PerformSliceAsync();

        var partition = await bench.PartitionAsync(run.Id);
        Assert.Equal((RunStatus.Errored, "2", 3L), (await bench.StatusAsync(run.Id), partition.Cursor, partition.Ticks));
        Assert.Equal([0, 1, 2, 3, 3], bench.Script.Started);
    }

    [Fact]
    [Ancestor("C188")]
    public async Task A_slice_that_does_nothing_writes_no_progress()
    {
        await using var bench = new WorkBench();
        bench.Script.On(0, task => throw task.Run.Hold(TimeSpan.FromMinutes(1), "not yet"));
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        var partition = await bench.PartitionAsync(run.Id);
        Assert.Equal((0L, null, TimeSpan.Zero, 0L), (partition.CheckpointSeq, partition.MovedAt, partition.TimeRunning, partition.Ticks));
    }

    [Fact]
    [Ancestor("C299", Better = "a null where a list belongs is an error that says so, not silence")]
    [Survives("F42")]
    public async Task An_empty_list_is_done_at_once_and_a_missing_one_is_an_error()
    {
        await using var bench = new WorkBench(tasks: tasks => tasks.AddTask<WithoutList>());
        var empty = await bench.Runner.StartAsync<Scripted>(task => task.Count = 0);
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Succeeded, 0L), (await bench.StatusAsync(empty.Id), (await bench.RunAsync(empty.Id)).Ticks));

        var missing = await bench.Runner.StartAsync<WithoutList>();
        await bench.PerformSliceAsync();
        var errored = await bench.RunAsync(missing.Id);
        Assert.Equal((RunStatus.Errored, null), (errored.Status, errored.Error?.Item));
        Assert.Contains("The collection of WithoutList is null", errored.Error?.Message);
    }

    [Theory]
    [InlineData(false, RunStatus.Cancelled)]
    [InlineData(true, RunStatus.Succeeded)]
    [Avoids("Q48")]
    public async Task A_cancelled_run_without_items_ends_once(bool claimed, RunStatus status)
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>(task => task.Count = 0);
        if (claimed) await bench.PerformSliceAsync(beforeItsEnd: found => bench.Runner.CancelAsync(found.Id));
        else await bench.Runner.CancelAsync(run.Id);
        bench.StartWorker();
        var other = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(other.Id, RunStatus.Succeeded);

        Assert.Equal(status, await bench.StatusAsync(run.Id));
        Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.To is { } to && to.IsCompleted());
    }

    [Fact]
    [Ancestor("C329")]
    public async Task The_time_worked_adds_up_over_interruptions_and_errors()
    {
        var listening = new Listening();
        await using var bench = EachItemTakesASecond(options => options.MaxSliceDuration = TimeSpan.FromSeconds(2), listening);
        bench.Script.On(3, _ => throw new InvalidOperationException("no title"));
        var run = await bench.Runner.StartAsync<Scripted>(task => task.Count = 6);
        await bench.PerformSliceAsync();
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Errored, TimeSpan.FromSeconds(3)), (await bench.StatusAsync(run.Id), (await bench.RunAsync(run.Id)).TimeRunning));
        bench.Script.Forget(3);
        await bench.Runner.ResumeAsync(run.Id);

        while ((await bench.StatusAsync(run.Id)).IsActive()) await bench.PerformSliceAsync();

        var (told, _) = Assert.Single(listening.Heard, heard => heard.Event.To == RunStatus.Succeeded);
        Assert.Equal((6L, TimeSpan.FromSeconds(6)), (told.Ticks, told.TimeRunning));
    }

    [Theory]
    [InlineData(2, 3, 2)]
    [InlineData(5, 3, 5)]
    [InlineData(0, 3, 3)]
    [Ancestor("C326", "C328")]
    [Ancestor("C327", Better = "a task's own limit decides, so that it may be the longer one as well")]
    public async Task A_task_may_have_a_time_limit_of_its_own(int own, int global, int items)
    {
        await using var bench = EachItemTakesASecond(options => options.MaxSliceDuration = TimeSpan.FromSeconds(global));
        var limited = await bench.Runner.StartAsync<Limited>(task => task.Seconds = own);
        Assert.IsType<SliceOutcome.TimeLimit>(await bench.PerformSliceAsync());
        Assert.Equal(items, (await bench.RunAsync(limited.Id)).Ticks);
        await bench.Runner.CancelAsync(limited.Id);

        var other = await bench.Runner.StartAsync<Scripted>();
        Assert.IsType<SliceOutcome.TimeLimit>(await bench.PerformSliceAsync());
        Assert.Equal(global, (await bench.RunAsync(other.Id)).Ticks);
    }

    private WorkBench EachItemTakesASecond(Action<MaintenanceTasksOptions>? configure = null, Listening? listening = null)
    {
        var bench = new WorkBench(
            configure, _time,
            services =>
            {
                if (listening is not null) services.AddSingleton<IRunListener>(listening);
            },
            tasks => tasks.AddTask<Limited>());
        bench.Script.Before = _ =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        return bench;
    }

    private sealed class WithoutList : ListTask<int>
    {
        public override IReadOnlyList<int> Collection() => null!;

        public override void Process(int item) => throw new InvalidOperationException("never called");
    }

    private sealed class Limited(Script script) : ListTask<int>
    {
        public int Seconds { get; set; }

        protected internal override TimeSpan? MaxSliceDuration => Seconds == 0 ? null : TimeSpan.FromSeconds(Seconds);

        public override IReadOnlyList<int> Collection() => [.. Enumerable.Range(0, 10)];

        public override Task ProcessAsync(int item, CancellationToken cancellationToken) => script.Before(item);
    }
}
