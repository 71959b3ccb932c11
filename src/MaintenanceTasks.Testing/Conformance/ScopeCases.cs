namespace MaintenanceTasks.Testing;

internal static class ScopeCases
{
    private static readonly RunError Broken = new("E", "the tenant is broken", null, null);

    public static async Task Each_scope_has_a_partition_and_as_many_can_be_claimed_as_the_run_may_have_at_the_same_time(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { Parallelism = 2 });
        var state = Expect.NotNull(await bench.SpreadAsync(lease, "a", "b ä 雪", "c"), "the state after a spread");

        Expect.Same([(0, "a"), (1, "b ä 雪"), (2, "c")], state.Partitions.Select(partition => (partition.Number, partition.Scope!)));
        Expect.Equal(2, (await bench.ClaimableAsync()).Length);
        await bench.ClaimAsync(lease.RunId, partition: 1);
        Expect.Equal(0, (await bench.ClaimableAsync()).Length);
        Expect.Null(await bench.TryClaimAsync(lease.RunId, "one too many", partition: 2));
        await bench.FinishAsync(lease);
        Expect.Equal(1, (await bench.ClaimableAsync()).Length);
    }

    public static async Task A_scope_that_was_given_up_waits_for_a_resume_and_the_last_of_the_others_ends_the_run(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.SpreadAsync(lease, "a", "b");
        await bench.CheckpointAsync(lease, "41", 1);
        var given = Expect.NotNull(await bench.GiveUpAsync(lease, Broken), "the state after a scope failed");
        Expect.Equal((RunStatus.Interrupted, Broken.Message), (given.Run.Status, given.Partitions[0].Error!));
        Expect.Null(await bench.TryClaimAsync(lease.RunId, "not before a resume"));

        var other = await bench.ClaimAsync(lease.RunId, partition: 1);
        var ended = Expect.NotNull(await bench.FinishAsync(other), "the state after the last scope");
        Expect.Equal(RunStatus.Errored, ended.Run.Status);
        Expect.Equal("1 of 2 partitions failed, the others are done: a (the tenant is broken)", ended.Run.Error!.Message);

        await bench.ResumeAsync(lease.RunId);
        var again = await bench.ClaimAsync(lease.RunId);
        var partition = (await bench.StateAsync(lease.RunId)).Partitions[0];
        Expect.Null(partition.Error);
        Expect.Equal("41", partition.Cursor);
        Expect.Equal(RunStatus.Succeeded, (await bench.FinishAsync(again))!.Run.Status);
    }
}
