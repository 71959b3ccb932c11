namespace MaintenanceTasks.Testing;

internal static class RetentionCases
{
    public static async Task A_finished_run_that_ended_before_the_time_is_forgotten_with_everything_of_its_own(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.CheckpointAsync(lease, "1", 1, 1, new FailedItem("1", "rejected"));
        await bench.Store.SampleAsync(new RunSample(lease.RunId, bench.Now, 1), [], CancellationToken.None);
        await bench.FinishAsync(lease);
        var token = (await bench.RunAsync(lease.RunId)).Token;

        Expect.Same([token], await RemoveAsync(bench));

        Expect.Null(await bench.Store.FindAsync(lease.RunId, CancellationToken.None));
        Expect.Equal(0, (await bench.ListAsync(new RunFilter())).Count);
        Expect.Equal(0, (await bench.EventsAsync(lease.RunId)).Count);
        Expect.Equal(0, (await bench.Store.SamplesAsync([lease.RunId], null, CancellationToken.None)).Count);
        Expect.Equal(0, (await bench.Store.FailedItemsAsync(lease.RunId, 10, CancellationToken.None)).Count);
    }

    public static async Task A_run_that_has_not_ended_stays_however_old(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync();
        var running = await bench.StartAsync();
        var paused = await bench.StartAsync();
        await bench.PauseAsync(paused.RunId);
        await bench.ReleaseAsync(paused);

        Expect.Equal(0, (await RemoveAsync(bench)).Count);

        Expect.Same([paused.RunId, running.RunId, enqueued.Id], (await bench.ListAsync(new RunFilter())).Select(run => run.Id));
    }

    public static async Task A_run_that_ended_at_the_time_or_later_stays(StoreBench bench)
    {
        var run = await FinishedAsync(bench);

        Expect.Equal(0, (await RemoveAsync(bench, before: bench.Now)).Count);
        Expect.Equal(1, (await RemoveAsync(bench, before: bench.Now.AddTicks(10))).Count);
        Expect.Null(await bench.Store.FindAsync(run, CancellationToken.None));
    }

    public static async Task Cancelled_and_errored_runs_have_ended(StoreBench bench)
    {
        await bench.CancelAsync((await bench.CreateAsync()).Id);
        await bench.FailAsync(await bench.StartAsync(), new RunError("T", "m", null, null));

        Expect.Equal(2, (await RemoveAsync(bench)).Count);
    }

    public static async Task A_run_that_was_resumed_stays(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.FailAsync(lease, new RunError("T", "m", null, null));
        await bench.ResumeAsync(lease.RunId);

        Expect.Equal(0, (await RemoveAsync(bench)).Count);
    }

    public static async Task The_newest_runs_of_a_task_stay_whatever_their_status(StoreBench bench)
    {
        var oldest = await FinishedAsync(bench);
        var second = await FinishedAsync(bench);
        var newest = await bench.CreateAsync();

        Expect.Equal(1, (await RemoveAsync(bench, keep: 2)).Count);

        Expect.Same([newest.Id, second], (await bench.ListAsync(new RunFilter())).Select(run => run.Id));
        Expect.Null(await bench.Store.FindAsync(oldest, CancellationToken.None));
        Expect.Equal(0, (await RemoveAsync(bench, keep: 2)).Count);
    }

    public static async Task Runs_of_other_tasks_stay(StoreBench bench)
    {
        var other = await bench.StartAsync(bench.NewRun("Other"));
        await bench.FinishAsync(other);
        await FinishedAsync(bench);

        Expect.Equal(1, (await RemoveAsync(bench)).Count);

        Expect.Same([other.RunId], (await bench.ListAsync(new RunFilter())).Select(run => run.Id));
        Expect.True((await bench.EventsAsync(other.RunId)).Count > 0, "events of the other run");
    }

    public static async Task At_most_so_many_are_forgotten_at_a_time_the_oldest_first(StoreBench bench)
    {
        var runs = new long[5];
        for (var index = 0; index < runs.Length; index++) runs[index] = await FinishedAsync(bench);

        Expect.Equal(2, (await RemoveAsync(bench, limit: 2)).Count);
        Expect.Same(runs.Skip(2).Reverse(), (await bench.ListAsync(new RunFilter())).Select(run => run.Id));
        Expect.Equal(2, (await RemoveAsync(bench, limit: 2)).Count);
        Expect.Equal(1, (await RemoveAsync(bench, limit: 2)).Count);
    }

    public static async Task Tokens_of_runs_are_told_from_others(StoreBench bench)
    {
        var run = await bench.CreateAsync();

        Expect.Same([run.Token], await bench.Store.FindTokensAsync([Guid.NewGuid(), run.Token, Guid.NewGuid()], CancellationToken.None));
        Expect.Equal(0, (await bench.Store.FindTokensAsync([Guid.NewGuid()], CancellationToken.None)).Count);
    }

    private static async Task<long> FinishedAsync(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.FinishAsync(lease);
        return lease.RunId;
    }

    private static Task<IReadOnlyList<Guid>> RemoveAsync(StoreBench bench, DateTime? before = null, int keep = 0, int limit = 20) => bench.Store.RemoveRunsAsync(
        new RunExpiry { Task = StoreBench.Task, EndedBefore = before ?? bench.Now.AddDays(1), Keep = keep, Limit = limit }, CancellationToken.None);
}
