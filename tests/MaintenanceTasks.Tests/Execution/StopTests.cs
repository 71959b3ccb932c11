namespace MaintenanceTasks.Tests.Execution;

/// <summary>How a run in work is stopped by people and by the platform.</summary>
public sealed class StopTests
{
    [Fact]
    [Ancestor("C092", "C309")]
    [Survives("F44")]
    public async Task A_pause_lets_the_item_in_hand_finish_and_a_resume_goes_on_at_the_next()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        Assert.Equal(RunStatus.Pausing, (await bench.Runner.PauseAsync(run.Id, "ada")).Status);
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Equal([0, 1, 2, 3], bench.Script.Started);
        Assert.Equal("3", (await bench.PartitionAsync(run.Id)).Cursor);
        Assert.Equal(4, (await bench.RunAsync(run.Id)).Ticks);

        Assert.Equal(RunStatus.Enqueued, (await bench.Runner.ResumeAsync(run.Id)).Status);
        var ended = await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
        Assert.Equal(10, ended.Ticks);
    }

    [Fact]
    [Ancestor("C093", "C095")]
    public async Task A_cancel_lets_the_item_in_hand_finish_and_nothing_after_it()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        Assert.Equal(RunStatus.Cancelling, (await bench.Runner.CancelAsync(run.Id)).Status);
        gate.Open();
        var ended = await bench.UntilAsync(run.Id, RunStatus.Cancelled);
        Assert.Equal([0, 1, 2, 3], bench.Script.Started);
        Assert.Equal(4, ended.Ticks);
        Assert.NotNull(ended.EndedAt);
    }

    [Fact]
    public async Task A_pause_does_not_cancel_the_token_of_the_item()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3, heedsToken: true);
        await bench.Runner.PauseAsync(run.Id);
        await Wait.UntilAsync(() => bench.Leases.Slices.All(slice => slice.StopToken.IsCancellationRequested), "the slice hears of the pause");
        Assert.All(bench.Leases.Slices, slice => Assert.False(slice.ItemToken.IsCancellationRequested));
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Equal(4, bench.Script.Done.Count);
    }

    [Fact]
    [Ancestor("C068")]
    public async Task A_pause_asked_for_in_another_process_is_noticed()
    {
        await using var bench = new WorkBench();
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        await bench.Store.ChangeAsync(run.Id, change => RunRequests.Pause(change, bench.Now, new Actor("ada", "elsewhere")), CancellationToken.None);
        await Wait.UntilAsync(() => bench.Leases.Slices.Single().Stop == StopReason.Request, "the slice hears of the pause");
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Equal([0, 1, 2, 3], bench.Script.Started);
    }

    [Fact]
    [Ancestor("C105", "C106")]
    [Survives("F1")]
    public async Task A_shutdown_interrupts_after_the_item_in_hand_and_the_next_worker_repeats_nothing()
    {
        await using var bench = new WorkBench(options => options.ShutdownGrace = Wait.Patience);
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3, heedsToken: true);
        var stopped = bench.BeginStop();
        gate.Open();
        await stopped.WaitAsync(Wait.Patience);
        var between = await bench.RunAsync(run.Id);
        Assert.Equal(RunStatus.Interrupted, between.Status);
        Assert.Equal(4, between.Ticks);
        Assert.Null((await bench.PartitionAsync(run.Id)).Owner);
        Assert.Equal(0, (await bench.PartitionAsync(run.Id)).Attempts);

        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Started);
    }

    [Fact]
    [Survives("F2")]
    public async Task An_item_that_outlasts_the_grace_is_cancelled_and_done_again_later()
    {
        await using var bench = new WorkBench(options => options.ShutdownGrace = TimeSpan.Zero);
        bench.StartWorker();
        var (run, _) = await bench.StartUntilAsync(item: 3, heedsToken: true);
        await bench.StopAsync();
        var between = await bench.RunAsync(run.Id);
        Assert.Equal(RunStatus.Interrupted, between.Status);
        Assert.Null(between.Error);
        Assert.Equal("2", (await bench.PartitionAsync(run.Id)).Cursor);

        bench.Script.Forget(3);
        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal([0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9], bench.Script.Started);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    [Survives("F3")]
    public async Task An_item_that_ignores_its_token_is_waited_for_and_kept()
    {
        await using var bench = new WorkBench(options => options.ShutdownGrace = TimeSpan.Zero);
        bench.StartWorker();
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        var stopped = bench.BeginStop();
        await Wait.UntilAsync(() => bench.Leases.Slices.All(slice => slice.ItemToken.IsCancellationRequested), "the grace is spent");
        Assert.False(stopped.IsCompleted);
        gate.Open();
        await stopped.WaitAsync(Wait.Patience);
        Assert.Equal(RunStatus.Interrupted, (await bench.RunAsync(run.Id)).Status);
        Assert.Equal("3", (await bench.PartitionAsync(run.Id)).Cursor);
    }

    [Fact]
    [Avoids("Q05")]
    public async Task A_lost_lease_cancels_the_item_and_writes_nothing_more()
    {
        await using var bench = new WorkBench();
        bench.StartWorker(slices: 1);
        var (run, _) = await bench.StartUntilAsync(item: 3, heedsToken: true);
        bench.Script.Forget(3);
        await bench.RescueAsync(run.Id);
        bench.Leases.BeatOnce();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], bench.Script.Started);
        Assert.Equal(10, (await bench.RunAsync(run.Id)).Ticks);
        Assert.Single(await bench.Runner.EventsAsync(run.Id), happened => happened.Kind == RunEventKind.Finished);
    }

    [Fact]
    public async Task A_run_whose_row_is_gone_ends_its_slice_and_frees_the_worker()
    {
        await using var bench = new WorkBench();
        bench.StartWorker(slices: 1);
        var (run, gate) = await bench.StartUntilAsync(item: 3);
        bench.Store.Forget(run.Id);
        await Wait.UntilAsync(() => bench.Leases.Slices.Single().Stop == StopReason.Request, "the slice hears that its run is gone");
        gate.Open();
        await Wait.UntilAsync(() => bench.Leases.Slices.Count == 0, "the slice ends");
        Assert.Equal([0, 1, 2, 3], bench.Script.Started);

        bench.Script.Forget(3);
        var next = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(next.Id, RunStatus.Succeeded);
    }

    [Fact]
    [Ancestor("C325")]
    [Ancestor("C324", Better = "ends when the limit is reached, not an item later")]
    public async Task A_slice_ends_when_its_time_is_up_and_the_next_goes_on()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        await using var bench = new WorkBench(options => options.MaxSliceDuration = TimeSpan.FromSeconds(3), time);
        bench.Script.Before = _ =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.IsType<SliceOutcome.TimeLimit>(await bench.PerformSliceAsync());
        Assert.Equal([0, 1, 2], bench.Script.Done);
        Assert.Equal(RunStatus.Interrupted, (await bench.RunAsync(run.Id)).Status);
        Assert.Contains(await bench.Runner.EventsAsync(run.Id), happened => happened.Text == "the slice's time is up");
        while ((await bench.RunAsync(run.Id)).Status.IsActive()) await bench.PerformSliceAsync();
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    [Fact]
    public async Task Stop_reasons_only_grow_graver()
    {
        using var slice = new Slice(new Lease(1, 0, 1, "me"), 0);
        slice.RequestStop(StopReason.Shutdown);
        slice.RequestStop(StopReason.Request);
        Assert.Equal(StopReason.Shutdown, slice.Stop);
        Assert.False(slice.ItemToken.IsCancellationRequested);
        Assert.False(slice.LostToken.IsCancellationRequested);
        slice.RequestStop(StopReason.LeaseLost);
        Assert.Equal(StopReason.LeaseLost, slice.Stop);
        Assert.True(slice.ItemToken.IsCancellationRequested && slice.LostToken.IsCancellationRequested && slice.StopToken.IsCancellationRequested);
        await Task.WhenAll(Enum.GetValues<StopReason>().Select(reason => Task.Run(() => slice.RequestStop(reason))));
        Assert.Equal(StopReason.LeaseLost, slice.Stop);
    }
}
