using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Requests that come at the worst moment.</summary>
public sealed class RaceTests
{
    private static readonly Actor Ada = new("ada", null);
    private readonly Watch _watch = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(RunStatus.Cancelled, "cancelled")]
    [InlineData(RunStatus.Paused, "paused")]
    [Ancestor("C059", "C141", "C142")]
    public async Task A_request_that_comes_while_the_worker_interrupts_is_what_happens(RunStatus status, string callback)
    {
        await using var bench = Bench(options => options.MaxSliceDuration = TimeSpan.FromSeconds(1));
        _watch.On = what =>
        {
            if (what == "item 1") _time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Watched>();

        Assert.IsType<SliceOutcome.TimeLimit>(await bench.PerformSliceAsync(beforeItsEnd: found => bench.AskForAsync(found.Id, status)));

        Assert.Equal(status, await bench.StatusAsync(run.Id));
        Assert.Equal(["started", "item 0", "item 1", callback], _watch.Heard);
    }

    [Theory]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Paused)]
    [Ancestor("C060", "C143", "C144")]
    [Survives("F46")]
    public async Task A_request_that_comes_when_the_last_item_is_done_comes_too_late(RunStatus status)
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();

        Assert.IsType<SliceOutcome.Completed>(await bench.PerformSliceAsync(beforeItsEnd: found => bench.AskForAsync(found.Id, status)));

        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run.Id));
        Assert.Equal(["started", "item 0", "item 1", "item 2", "item 3", "succeeded"], _watch.Heard);
        Assert.Equal(RunStatus.Succeeded, (await bench.Runner.EventsAsync(run.Id))[^1].To);
    }

    [Fact]
    [Ancestor("C090")]
    public async Task An_error_wins_over_a_pause_that_comes_at_the_same_time()
    {
        await using var bench = Bench();
        _watch.On = what => what == "item 1" ? throw new InvalidOperationException("no title") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync(beforeItsEnd: found => bench.Runner.PauseAsync(found.Id));

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, "1"), (errored.Status, errored.Error?.Item));
    }

    [Theory]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Paused)]
    [Ancestor("C073", "C098")]
    [Ancestor("C074", Better = "one guarded statement sees it: there is no variant without a guard")]
    public async Task A_request_that_comes_right_before_the_claim_leaves_nothing_to_claim(RunStatus status)
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();
        RightBeforeTheNextChange(bench, run.Id, change => status == RunStatus.Cancelled
            ? RunRequests.Cancel(change, bench.Now, Ada)
            : RunRequests.Pause(change, bench.Now, Ada));

        Assert.Null(await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None));

        var found = await bench.RunAsync(run.Id);
        Assert.Equal((status, null, 0L), (found.Status, found.StartedAt, found.Ticks));
        Assert.Empty(_watch.Heard);
    }

    [Fact]
    [Ancestor("C091", "C098")]
    public async Task A_cancel_that_comes_after_the_claim_is_honoured_before_the_first_item()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();
        _watch.On = what => what == "started" ? bench.Runner.CancelAsync(run.Id) : Task.CompletedTask;
        bench.StartWorker();

        var cancelled = await bench.UntilAsync(run.Id, RunStatus.Cancelled);
        await bench.StopAsync();

        Assert.NotNull(cancelled.StartedAt);
        Assert.Equal(["started", "cancelled"], _watch.Heard);
        Assert.Contains(await bench.Runner.EventsAsync(run.Id), happened => happened.To == RunStatus.Cancelling);
    }

    [Fact]
    [Ancestor("C087")]
    public async Task A_resume_that_loses_against_a_cancel_is_refused()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.Runner.PauseAsync(run.Id);
        RightBeforeTheNextChange(bench, run.Id, change => RunRequests.Cancel(change, bench.Now, Ada));

        var refusal = await Assert.ThrowsAsync<IllegalTransitionException>(() => bench.Runner.ResumeAsync(run.Id));

        Assert.Contains("from cancelled to enqueued", refusal.Message);
        Assert.Equal(RunStatus.Cancelled, await bench.StatusAsync(run.Id));
    }

    [Fact]
    [Ancestor("C088")]
    [Survives("F48")]
    public async Task A_cancel_survives_a_pause_that_comes_right_before_it()
    {
        await using var bench = Bench();
        var lease = await Claims.MakeAsync(bench.Store, "me");
        RightBeforeTheNextChange(bench, lease.RunId, change => RunRequests.Pause(change, bench.Now, Ada));

        Assert.Equal(RunStatus.Cancelling, (await bench.Runner.CancelAsync(lease.RunId)).Status);
    }

    [Fact]
    [Ancestor("C089")]
    public async Task A_pause_survives_a_start_that_comes_right_before_it()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();
        RightBeforeTheNextChange(bench, run.Id, change => LeaseMoves.Claim(change, 0, "me", bench.Now, Ada));

        Assert.Equal(RunStatus.Pausing, (await bench.Runner.PauseAsync(run.Id)).Status);
        Assert.Equal("me", (await bench.PartitionAsync(run.Id)).Owner);
    }

    [Fact]
    [Ancestor("C062", Better = "progress has a row and a guard of its own: a request never conflicts with it, and nothing is retried")]
    [Avoids("Q39")]
    public async Task Requests_and_progress_do_not_stand_in_each_others_way()
    {
        await using var bench = Bench();
        var lease = await Claims.MakeAsync(bench.Store, "me");

        Assert.True(await CheckpointAsync(bench, lease, 1));
        var pausing = await bench.Runner.PauseAsync(lease.RunId);
        Assert.True(await CheckpointAsync(bench, lease, 2));
        var cancelling = await bench.Runner.CancelAsync(lease.RunId);
        Assert.True(await CheckpointAsync(bench, lease, 3));

        Assert.Equal((RunStatus.Pausing, RunStatus.Cancelling), (pausing.Status, cancelling.Status));
        Assert.Equal((3L, 3L), ((await bench.PartitionAsync(lease.RunId)).Ticks, (await bench.PartitionAsync(lease.RunId)).CheckpointSeq));
    }

    [Fact]
    public async Task Of_200_people_who_resume_a_run_at_once_one_does_it()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.Runner.PauseAsync(run.Id);
        var before = (await bench.Runner.EventsAsync(run.Id)).Count;

        var resumed = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => ResumeAsync(bench.Runner, run.Id, $"person {number}"))));

        var winner = Assert.Single(resumed.OfType<string>());
        var happened = Assert.Single((await bench.Runner.EventsAsync(run.Id)).Skip(before));
        Assert.Equal((RunStatus.Enqueued, winner), (happened.To, happened.Actor));
    }

    /// <summary>Who did it, or null when somebody else had done it already.</summary>
    private static async Task<string?> ResumeAsync(TaskRunner runner, long runId, string person)
    {
        try
        {
            await runner.ResumeAsync(runId, person);
            return person;
        }
        catch (IllegalTransitionException refusal) when (refusal.From == RunStatus.Enqueued)
        {
            return null;
        }
    }

    private static Task<bool> CheckpointAsync(WorkBench bench, Lease lease, int seq) => bench.Store.CheckpointAsync(
        lease, new Checkpoint { Cursor = $"{seq - 1}", Ticks = 1, TimeRunning = TimeSpan.Zero, Seq = seq, At = bench.Now }, CancellationToken.None);

    /// <summary>Somebody else is a moment faster: changes the run when the next change of anybody is about to reach the store.</summary>
    private static void RightBeforeTheNextChange(WorkBench bench, long runId, Func<RunChange, bool> decide)
    {
        var store = FaultyStore.Of(bench);
        store.Fault = method =>
        {
            if (method != nameof(IRunStore.ChangeAsync)) return;
            store.Fault = _ => { };
            Assert.NotNull(bench.Store.ChangeAsync(runId, decide, CancellationToken.None).GetAwaiter().GetResult());
        };
    }

    private WorkBench Bench(Action<MaintenanceTasksOptions>? configure = null) => new(
        configure, _time,
        services =>
        {
            services.AddSingleton(_watch);
            FaultyStore.AddTo(services);
        },
        tasks => tasks.AddTask<Watched>());
}
