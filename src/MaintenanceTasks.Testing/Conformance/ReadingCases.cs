namespace MaintenanceTasks.Testing;

internal static class ReadingCases
{
    public static async Task A_run_that_does_not_exist_is_null(StoreBench bench)
    {
        Expect.Null(await bench.Store.FindAsync(4711, CancellationToken.None));
        Expect.Equal(0, (await bench.EventsAsync(4711)).Count);
        Expect.Equal(0, (await bench.Store.FailedItemsAsync(4711, 10, CancellationToken.None)).Count);
    }

    public static async Task Runs_are_listed_newest_first_and_paged_by_id(StoreBench bench)
    {
        var ids = new List<long>();
        for (var number = 0; number < 7; number++) ids.Insert(0, (await bench.CreateAsync()).Id);

        var pages = new List<long[]>();
        long? before = null;
        do
        {
            pages.Add([.. (await bench.ListAsync(new RunFilter { Before = before, Limit = 3 })).Select(run => run.Id)]);
            before = pages[^1].LastOrDefault();
        }
        while (pages[^1].Length > 0 && pages.Count < 5);

        Expect.Same([3, 3, 1, 0], pages.Select(page => page.Length));
        Expect.Same(ids, pages.SelectMany(page => page));
    }

    public static async Task Runs_are_filtered_by_task_and_status(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync(bench.NewRun("One"));
        var paused = await bench.CreateAsync(bench.NewRun("One"));
        await bench.PauseAsync(paused.Id);
        var other = await bench.CreateAsync(bench.NewRun("Two"));

        Expect.Same([paused.Id, enqueued.Id], Ids(await bench.ListAsync(new RunFilter { Task = "One" })));
        Expect.Same([paused.Id], Ids(await bench.ListAsync(new RunFilter { Statuses = [RunStatus.Paused] })));
        Expect.Same([other.Id, enqueued.Id], Ids(await bench.ListAsync(new RunFilter { Statuses = [RunStatus.Enqueued, RunStatus.Running] })));
        Expect.Same([enqueued.Id], Ids(await bench.ListAsync(new RunFilter { Task = "One", Statuses = [RunStatus.Enqueued] })));
        Expect.Equal(0, (await bench.ListAsync(new RunFilter { Task = "one" })).Count, "runs of a task that is named in other case");
        Expect.Equal(0, (await bench.ListAsync(new RunFilter { Statuses = [] })).Count, "runs in none of the statuses");
    }

    public static async Task The_latest_run_of_each_task_is_read_at_once(StoreBench bench)
    {
        await bench.CreateAsync(bench.NewRun("One"));
        var two = await bench.CreateAsync(bench.NewRun("Two"));
        var one = await bench.CreateAsync(bench.NewRun("One"));
        await bench.PauseAsync(two.Id);
        Expect.Same([two.Id, one.Id], Ids(await bench.Store.LatestAsync(CancellationToken.None)).Order());
        Expect.Same(
            [new NewestRun(two.Id, "Two", RunStatus.Paused, two.CreatedAt, null), new NewestRun(one.Id, "One", RunStatus.Enqueued, one.CreatedAt, null)],
            (await bench.Store.NewestAsync(CancellationToken.None)).OrderBy(run => run.Id));
    }

    public static async Task Statuses_of_several_runs_are_read_at_once_and_unknown_ones_are_absent(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync();
        var paused = await bench.CreateAsync();
        await bench.PauseAsync(paused.Id);
        var statuses = await bench.Store.StatusesAsync([enqueued.Id, paused.Id, 4711], CancellationToken.None);
        Expect.Same(
            [KeyValuePair.Create(enqueued.Id, RunStatus.Enqueued), KeyValuePair.Create(paused.Id, RunStatus.Paused)],
            statuses.OrderBy(pair => pair.Key));
        Expect.Equal(0, (await bench.Store.StatusesAsync([], CancellationToken.None)).Count);
    }

    public static async Task The_progress_of_a_run_is_listed_as_the_sum_of_its_partitions(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var checkpoint = bench.Checkpoint("7", 1, ticks: 7) with { Affected = 5, Vanished = 1, Skipped = [new FailedItem("3", "no title")] };
        await bench.Store.CheckpointAsync(lease, checkpoint, CancellationToken.None);
        await bench.CheckpointAsync(lease, "9", 2, ticks: 2);
        foreach (var run in (Run[])
            [
                await bench.RunAsync(lease.RunId), (await bench.ListAsync(new RunFilter())).Single(),
                (await bench.Store.LatestAsync(CancellationToken.None)).Single(),
            ])
        {
            Expect.Equal(9L, run.Ticks);
            Expect.Equal(1L, run.Skipped);
            Expect.Equal(5L, run.Affected);
            Expect.Equal(TimeSpan.FromMilliseconds(500), run.TimeRunning);
        }
    }

    public static async Task Times_come_back_as_utc_with_microseconds(StoreBench bench)
    {
        var at = bench.Now;
        var run = await bench.CreateAsync();
        var lease = await bench.ClaimAsync(run.Id);
        await bench.CheckpointAsync(lease, "1", 1);
        await bench.HoldAsync(lease, at.AddMinutes(5), "wait");
        var (held, partitions) = await bench.StateAsync(run.Id);
        await bench.CancelAsync(run.Id);
        var ended = await bench.RunAsync(run.Id);
        var happened = (await bench.EventsAsync(run.Id))[0];

        DateTime?[] expected = [at, at, at.AddMinutes(5), at, at, at, at];
        DateTime?[] found =
            [held.CreatedAt, held.StartedAt, held.HeldUntil, partitions[0].ClaimedAt, partitions[0].MovedAt, ended.EndedAt, happened.At];
        Expect.Same(expected, found);
        Expect.True(found.All(time => time?.Kind == DateTimeKind.Utc));
    }

    public static async Task Leased_partitions_of_all_runs_are_read_at_once(StoreBench bench)
    {
        var free = await bench.StartAsync();
        await bench.ReleaseAsync(free);
        await bench.CreateAsync();
        var held = await bench.StartAsync();
        var leased = (await bench.Store.LeasedAsync(CancellationToken.None)).Single();
        Expect.Equal(held, new Lease(leased.RunId, leased.Number, leased.Epoch, leased.Owner!));
    }

    private static IEnumerable<long> Ids(IEnumerable<Run> runs) => runs.Select(run => run.Id);
}
