namespace MaintenanceTasks.Testing;

internal static class ChangeCases
{
    private static readonly Actor Nobody = new(null, null);

    public static async Task A_change_of_a_run_that_does_not_exist_is_null_and_decides_nothing(StoreBench bench)
    {
        var asked = false;
        Expect.Null(await bench.Store.ChangeAsync(4711, _ => asked = true, CancellationToken.None));
        Expect.False(asked);
    }

    public static async Task A_change_that_decides_against_writing_writes_nothing(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var answer = await bench.Store.ChangeAsync(run.Id, change => !TryEverything(change, bench), CancellationToken.None);
        Expect.Null(answer);
        await IsUntouchedAsync(bench, run.Id);
    }

    public static async Task A_change_that_throws_writes_nothing_and_hands_its_exception_on(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var thrown = await Expect.ThrowsAsync<InvalidTimeZoneException>(() => bench.Store.ChangeAsync(
            run.Id, change => TryEverything(change, bench) ? throw new InvalidTimeZoneException("mine") : false, CancellationToken.None));
        Expect.Equal("mine", thrown.Message);
        await IsUntouchedAsync(bench, run.Id);
    }

    public static async Task A_change_whose_guard_no_longer_holds_writes_nothing_at_all(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var stale = new PartitionWrite { Number = 0, ExpectedEpoch = 5, Epoch = 6, Owner = "thief" };
        Expect.Null(await bench.Store.ChangeAsync(run.Id, change => Write(change, stale, bench), CancellationToken.None));
        var missed = new PartitionWrite { Number = 0, ExpectedEpoch = 0, ExpectedBeat = 3, Epoch = 1, Owner = "thief" };
        Expect.Null(await bench.Store.ChangeAsync(run.Id, change => Write(change, missed, bench), CancellationToken.None));
        await IsUntouchedAsync(bench, run.Id);
    }

    public static async Task A_change_answers_with_the_state_after_it(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var answer = Expect.NotNull(await bench.Store.ChangeAsync(
            run.Id,
            change =>
            {
                change.Update(change.Run with { Total = 77, TotalKind = TotalKind.Estimated });
                return true;
            },
            CancellationToken.None));
        Expect.Equal(77L, answer.Run.Total);
        Expect.Equal(TotalKind.Estimated, answer.Run.TotalKind);
        Expect.Equal(77L, (await bench.RunAsync(run.Id)).Total);
        Expect.Equal(1, answer.Partitions.Count);
    }

    public static async Task Changes_of_one_run_happen_one_after_the_other(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => bench.Store.ChangeAsync(
            run.Id,
            change =>
            {
                change.Update(change.Run with { Total = (change.Run.Total ?? 0) + 1 });
                return true;
            },
            CancellationToken.None))));
        Expect.Equal(32L, (await bench.RunAsync(run.Id)).Total);
    }

    public static async Task States_read_before_stay_as_they_were(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var before = await bench.StateAsync(lease.RunId);
        await bench.CheckpointAsync(lease, "5", 1, 5);
        await bench.FinishAsync(lease);
        Expect.Equal(RunStatus.Running, before.Run.Status);
        Expect.Equal(0L, before.Run.Ticks);
        Expect.Null(before.Partitions.Single().Cursor);
    }

    private static bool TryEverything(RunChange change, StoreBench bench)
    {
        LeaseMoves.Claim(change, 0, "thief", bench.Now, Nobody);
        change.Update(change.Run with { Total = 5, TotalKind = TotalKind.Counted });
        return change.HasWrites;
    }

    private static bool Write(RunChange change, PartitionWrite write, StoreBench bench)
    {
        change.Transition(RunStatus.Running, bench.Now, Nobody);
        change.Write(write);
        return true;
    }

    private static async Task IsUntouchedAsync(StoreBench bench, long runId)
    {
        var (run, partitions) = await bench.StateAsync(runId);
        Expect.Equal(RunStatus.Enqueued, run.Status);
        Expect.Null(run.Total);
        Expect.Equal(1L, run.LastEvent);
        Expect.Null(partitions.Single().Owner);
        Expect.Equal(0L, partitions.Single().Epoch);
        Expect.Equal(1, (await bench.EventsAsync(runId)).Count);
    }
}
