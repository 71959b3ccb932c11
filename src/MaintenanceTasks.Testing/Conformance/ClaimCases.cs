namespace MaintenanceTasks.Testing;

internal static class ClaimCases
{
    public static async Task A_run_that_is_to_be_left_alone_is_not_claimable_and_others_are(StoreBench bench)
    {
        var (left, other) = (await bench.CreateAsync(), await bench.CreateAsync());
        var filter = new ClaimFilter { Tasks = [StoreBench.Task], Now = bench.Now, Except = [left.Id, 4711] };

        Expect.Same([other.Id], (await bench.Store.ClaimableAsync(filter, CancellationToken.None)).Select(candidate => candidate.RunId));
        Expect.Equal(0, (await bench.Store.ClaimableAsync(filter with { RunId = left.Id }, CancellationToken.None)).Count);
    }

    public static async Task Free_partitions_of_claimable_runs_can_be_claimed(StoreBench bench)
    {
        var enqueued = await bench.CreateAsync();
        var interrupted = await bench.StartAsync();
        await bench.ReleaseAsync(interrupted);
        Expect.Same([enqueued.Id, interrupted.RunId], await bench.ClaimableAsync());
    }

    public static async Task Owned_finished_paused_and_unknown_work_is_not_claimable(StoreBench bench)
    {
        await bench.StartAsync();
        await bench.FinishAsync(await bench.StartAsync());
        await bench.PauseAsync((await bench.CreateAsync()).Id);
        await bench.CancelAsync((await bench.CreateAsync()).Id);
        await bench.FailAsync(await bench.StartAsync(), new RunError("E", "m", null, null));
        await bench.CreateAsync(bench.NewRun("Unknown"));
        Expect.Equal(0, (await bench.ClaimableAsync()).Length);
        Expect.Equal(1, (await bench.ClaimableAsync(tasks: [StoreBench.Task, "Unknown"])).Length);
    }

    public static async Task A_held_run_is_claimable_again_when_its_time_has_come(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.HoldAsync(lease, bench.Now.AddMinutes(5), "the CRM answered 429");
        var run = await bench.RunAsync(lease.RunId);
        Expect.Equal(RunStatus.Interrupted, run.Status);
        Expect.Equal("the CRM answered 429", run.HeldReason);
        Expect.Equal(0, (await bench.ClaimableAsync()).Length);
        Expect.Null(await bench.TryClaimAsync(lease.RunId, "too-early"));

        bench.Now = bench.Now.AddMinutes(5);
        Expect.Same([lease.RunId], await bench.ClaimableAsync());
        await bench.ClaimAsync(lease.RunId);
        run = await bench.RunAsync(lease.RunId);
        Expect.Null(run.HeldUntil);
        Expect.Null(run.HeldReason);
    }

    public static async Task What_waited_longest_since_its_last_claim_comes_first(StoreBench bench)
    {
        var first = await bench.StartAsync();
        bench.Now = bench.Now.AddSeconds(1);
        var second = await bench.StartAsync();
        await bench.ReleaseAsync(second);
        bench.Now = bench.Now.AddSeconds(1);
        await bench.ReleaseAsync(first);
        var fresh = await bench.CreateAsync();
        Expect.Same([fresh.Id, first.RunId, second.RunId], await bench.ClaimableAsync());
        Expect.Same([fresh.Id, first.RunId], await bench.ClaimableAsync(limit: 2));
        Expect.Same([second.RunId], await bench.ClaimableAsync(onlyRun: second.RunId));
    }

    public static async Task A_claim_starts_the_run_and_gives_a_new_epoch_and_the_cursor_as_it_is_then(StoreBench bench)
    {
        var first = await bench.StartAsync();
        await bench.CheckpointAsync(first, "41", 1);
        await bench.ReleaseAsync(first);
        var at = bench.Now;
        bench.Now = at.AddSeconds(1);

        var state = Expect.NotNull(await bench.TryClaimAsync(first.RunId, "second"));
        var partition = state.Partitions.Single();
        Expect.Equal(RunStatus.Running, state.Run.Status);
        Expect.Equal(at, state.Run.StartedAt);
        Expect.Equal("second", partition.Owner);
        Expect.True(partition.Epoch > first.Epoch);
        Expect.Equal("41", partition.Cursor);
        Expect.Equal(1L, partition.CheckpointSeq);
        Expect.Equal(1, partition.Attempts);
        Expect.Equal(bench.Now, partition.ClaimedAt);
        Expect.Equal(partition, await bench.PartitionAsync(first.RunId));
    }

    public static async Task An_owned_partition_is_not_given_to_another(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        Expect.Null(await bench.TryClaimAsync(lease.RunId, "another"));
        Expect.Equal(lease.Owner, (await bench.PartitionAsync(lease.RunId)).Owner);
    }

    public static async Task A_lost_acknowledgement_of_a_claim_is_found_by_asking_again(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var first = StoreBench.LeaseOf(await bench.TryClaimAsync(run.Id, "mine"), "mine");
        var events = await bench.EventsAsync(run.Id);
        var again = StoreBench.LeaseOf(await bench.TryClaimAsync(run.Id, "mine"), "mine");
        Expect.Equal(Expect.NotNull(first), again);
        Expect.Same(events, await bench.EventsAsync(run.Id));
    }

    public static async Task From_the_fourth_claim_on_attempts_count_how_often_the_item_was_begun(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        for (var death = 1; death <= 6; death++)
        {
            await bench.ClaimAsync(run.Id);
            Expect.Equal(Math.Min(death, 4), (await bench.PartitionAsync(run.Id)).Attempts);
            await bench.RescueAsync(await bench.PartitionAsync(run.Id));
        }

        var lease = await bench.ClaimAsync(run.Id);
        var begun = Expect.NotNull(await bench.BeginAsync(lease), "the state after an item was begun");
        Expect.Equal((lease.Epoch, lease.Owner, 5), (begun.Partitions.Single().Epoch, begun.Partitions.Single().Owner!, begun.Partitions.Single().Attempts));
        await bench.RescueAsync(await bench.PartitionAsync(run.Id));
        Expect.Null(await bench.BeginAsync(lease));
        await bench.ClaimAsync(run.Id);
        Expect.Equal(5, (await bench.PartitionAsync(run.Id)).Attempts);
    }

    public static async Task Attempts_count_the_claims_since_the_last_checkpoint(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        for (var death = 1; death <= 3; death++)
        {
            await bench.ClaimAsync(run.Id);
            Expect.Equal(death, (await bench.PartitionAsync(run.Id)).Attempts);
            await bench.RescueAsync(await bench.PartitionAsync(run.Id));
        }

        var lease = await bench.ClaimAsync(run.Id);
        await bench.CheckpointAsync(lease, "1", 1);
        Expect.Equal(0, (await bench.PartitionAsync(run.Id)).Attempts);
    }
}
