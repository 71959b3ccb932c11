namespace MaintenanceTasks.Testing;

internal static class LeaseEndCases
{
    private static readonly RunError Error = new("System.InvalidOperationException", "no title", "at Process", "7");

    public static async Task A_release_frees_the_partition_and_interrupts_the_run(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var state = Expect.NotNull(await bench.ReleaseAsync(lease));
        var partition = state.Partitions.Single();
        Expect.Equal(RunStatus.Interrupted, state.Run.Status);
        Expect.Null(partition.Owner);
        Expect.True(partition.Epoch > lease.Epoch);
        Expect.Equal(0, partition.Attempts);
    }

    public static async Task The_last_partition_finished_ends_the_run(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        bench.Now = bench.Now.AddSeconds(3);
        var state = Expect.NotNull(await bench.FinishAsync(lease));
        Expect.Equal(RunStatus.Succeeded, state.Run.Status);
        Expect.Equal(bench.Now, state.Run.EndedAt);
        Expect.True(state.Partitions.Single().Done);
        Expect.Null(state.Partitions.Single().Owner);
    }

    public static async Task An_error_ends_the_run_and_a_resume_forgets_it(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.CheckpointAsync(lease, "6", 1);
        Expect.NotNull(await bench.FailAsync(lease, Error));
        var run = await bench.RunAsync(lease.RunId);
        Expect.Equal(RunStatus.Errored, run.Status);
        Expect.Equal(Error, run.Error);
        Expect.Equal(bench.Now, run.EndedAt);
        Expect.Equal("6", (await bench.PartitionAsync(lease.RunId)).Cursor);

        Expect.NotNull(await bench.ResumeAsync(lease.RunId));
        run = await bench.RunAsync(lease.RunId);
        Expect.Equal(RunStatus.Enqueued, run.Status);
        Expect.Null(run.Error);
        Expect.Null(run.EndedAt);
        Expect.Equal("6", (await bench.PartitionAsync(lease.RunId)).Cursor);
    }

    public static async Task A_rescue_frees_a_partition_whose_epoch_and_beat_stood_still(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var seen = await bench.PartitionAsync(lease.RunId);
        var state = Expect.NotNull(await bench.RescueAsync(seen));
        Expect.Equal(RunStatus.Interrupted, state.Run.Status);
        Expect.Null(state.Partitions.Single().Owner);
        Expect.True(state.Partitions.Single().Epoch > lease.Epoch);
        Expect.Equal(1, state.Partitions.Single().Attempts);
    }

    public static async Task A_rescue_is_refused_when_the_holder_has_beaten_meanwhile(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var seen = await bench.PartitionAsync(lease.RunId);
        bench.Store.Beat([lease]);
        Expect.Null(await bench.RescueAsync(seen));
        Expect.Equal(lease.Owner, (await bench.PartitionAsync(lease.RunId)).Owner);
    }

    public static async Task A_rescue_is_refused_when_the_holder_has_made_a_checkpoint_meanwhile(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var seen = await bench.PartitionAsync(lease.RunId);
        await bench.CheckpointAsync(lease, "1", 1);
        Expect.Null(await bench.RescueAsync(seen));
        Expect.Equal(lease.Owner, (await bench.PartitionAsync(lease.RunId)).Owner);
    }

    public static async Task A_rescue_is_refused_when_somebody_else_holds_the_partition_by_now(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var seen = await bench.PartitionAsync(lease.RunId);
        await bench.ReleaseAsync(lease);
        var next = await bench.ClaimAsync(lease.RunId);
        Expect.Null(await bench.RescueAsync(seen));
        Expect.Equal(next.Owner, (await bench.PartitionAsync(lease.RunId)).Owner);
    }

    public static async Task Of_8_rescuers_at_once_one_wins(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var seen = await bench.PartitionAsync(lease.RunId);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => bench.RescueAsync(seen))));
        Expect.Equal(1, answers.Count(answer => answer is not null));
        Expect.Equal(lease.Epoch + 1, (await bench.PartitionAsync(lease.RunId)).Epoch);
    }

    public static async Task Who_lost_the_lease_can_neither_release_nor_finish_nor_fail(StoreBench bench)
    {
        var lost = await bench.StartAsync();
        await bench.RescueAsync(await bench.PartitionAsync(lost.RunId));
        var next = await bench.ClaimAsync(lost.RunId);
        var before = await bench.StateAsync(lost.RunId);
        Expect.Null(await bench.ReleaseAsync(lost));
        Expect.Null(await bench.FinishAsync(lost));
        Expect.Null(await bench.FailAsync(lost, Error));
        var after = await bench.StateAsync(lost.RunId);
        Expect.Equal(before.Run.Status, after.Run.Status);
        Expect.Equal(before.Run.LastEvent, after.Run.LastEvent);
        Expect.Same(before.Partitions, after.Partitions);
        Expect.Equal(next.Owner, after.Partitions.Single().Owner);
    }

    public static async Task A_release_written_twice_counts_once(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        Expect.NotNull(await bench.ReleaseAsync(lease));
        Expect.Null(await bench.ReleaseAsync(lease));
        Expect.Equal(1, (await bench.EventsAsync(lease.RunId)).Count(happened => happened.Kind == RunEventKind.Released));
    }

    public static async Task A_beat_is_taken_from_holders_only(StoreBench bench)
    {
        var held = await bench.StartAsync();
        var released = await bench.StartAsync();
        await bench.ReleaseAsync(released);
        var rescued = await bench.StartAsync();
        await bench.RescueAsync(await bench.PartitionAsync(rescued.RunId));
        await bench.ClaimAsync(rescued.RunId);
        var gone = held with { RunId = 4711 };
        var before = await bench.PartitionAsync(held.RunId);
        var other = await bench.PartitionAsync(rescued.RunId);

        Expect.Same([held], bench.Store.Beat([held, released, rescued, gone]));
        Expect.Equal(before with { Beat = before.Beat + 1 }, await bench.PartitionAsync(held.RunId));
        Expect.Equal(other, await bench.PartitionAsync(rescued.RunId));
        Expect.Equal(0, bench.Store.Beat([]).Count);
    }
}
