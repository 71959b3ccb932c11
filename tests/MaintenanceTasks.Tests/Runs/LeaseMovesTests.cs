using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks.Tests.Runs;

public sealed class LeaseMovesTests
{
    [Theory]
    [InlineData(Enqueued)]
    [InlineData(Interrupted)]
    [Ancestor("C070")]
    [Ancestor("C071", Better = "there is one way, guarded in the statement itself; none without a guard")]
    public void A_claim_starts_the_run_and_raises_epoch_and_attempts(RunStatus status)
    {
        var change = new RunChange(States.Of(status, States.Free(0), States.Free(1)));
        Assert.True(LeaseMoves.Claim(change, 1, "me", States.Now, States.Worker));
        Assert.Equal([Running], States.Path(change));
        Assert.Equal(States.Now, change.Run.StartedAt);
        var write = Assert.Single(change.Writes);
        Assert.Equal(
            new PartitionWrite { Number = 1, ExpectedEpoch = 3, Epoch = 4, Owner = "me", Attempts = 1, ClaimedAt = States.Now }, write);
        Assert.Equal((RunEventKind.Claimed, 1, 4L), (change.Events[0].Kind, change.Events[0].Partition, change.Events[0].Epoch));
    }

    [Fact]
    public void A_claim_beside_another_worker_changes_no_status()
    {
        var state = States.Of(Running, States.Held(0), States.Free(1));
        var change = new RunChange(state with { Run = state.Run with { StartedAt = States.Now.AddHours(-1) } });
        Assert.True(LeaseMoves.Claim(change, 1, "you", States.Now, States.Worker));
        Assert.Empty(States.Path(change));
        Assert.Equal(States.Now.AddHours(-1), change.Run.StartedAt);
    }

    [Fact]
    public void A_repeated_claim_of_the_same_owner_is_won_without_a_write()
    {
        var change = new RunChange(States.Of(Running, States.Held(0)));
        Assert.True(LeaseMoves.Claim(change, 0, "me", States.Now, States.Worker));
        Assert.False(change.HasWrites);
    }

    [Theory]
    [InlineData(Pausing)]
    [InlineData(Paused)]
    [InlineData(Cancelling)]
    [InlineData(Cancelled)]
    [InlineData(Succeeded)]
    [InlineData(Errored)]
    [Ancestor("C072")]
    public void A_run_that_is_not_to_work_is_not_claimed(RunStatus status) => IsNotClaimed(States.Of(status));

    [Fact]
    [Avoids("Q05")]
    public void An_owned_finished_held_or_unknown_partition_is_not_claimed()
    {
        IsNotClaimed(States.Of(Running, States.Held(0, "somebody")));
        IsNotClaimed(States.Of(Running, States.Finished(0)));
        IsNotClaimed(States.Of(Running, States.Free(3)));
        var held = States.Of(Interrupted);
        IsNotClaimed(held with { Run = held.Run with { HeldUntil = States.Now.AddTicks(1) } });
    }

    [Fact]
    public void A_claim_ends_a_hold_whose_time_has_come()
    {
        var held = States.Of(Interrupted);
        var change = new RunChange(held with { Run = held.Run with { HeldUntil = States.Now, HeldReason = "429" } });
        Assert.True(LeaseMoves.Claim(change, 0, "me", States.Now, States.Worker));
        Assert.Null(change.Run.HeldUntil);
        Assert.Null(change.Run.HeldReason);
    }

    [Fact]
    public void The_last_release_interrupts_the_run_and_the_ones_before_do_not()
    {
        var first = new RunChange(States.Of(Running, States.Held(0), States.Held(1)));
        Assert.True(LeaseMoves.Release(first, States.LeaseOn(States.Held(0)), States.Now, States.Worker, "deploy"));
        Assert.Empty(States.Path(first));

        var last = new RunChange(States.Of(Running, States.Free(0), States.Held(1)));
        Assert.True(LeaseMoves.Release(last, States.LeaseOn(States.Held(1)), States.Now, States.Worker, "deploy"));
        Assert.Equal([Interrupted], States.Path(last));
        Assert.Equal(new PartitionWrite { Number = 1, ExpectedEpoch = 3, Epoch = 4, Owner = null, Attempts = 0 }, Assert.Single(last.Writes));
    }

    [Fact]
    public void A_release_with_a_hold_says_until_when_and_why()
    {
        var change = new RunChange(States.Of(Running, States.Held(0)));
        Assert.True(LeaseMoves.Release(change, States.LeaseOn(States.Held(0)), States.Now, States.Worker, "429", States.Now.AddMinutes(1)));
        Assert.Equal((States.Now.AddMinutes(1), "429"), (change.Run.HeldUntil, change.Run.HeldReason));
    }

    [Fact]
    [Ancestor("C081")]
    public void The_last_partition_finished_ends_the_run_and_the_ones_before_do_not()
    {
        var first = new RunChange(States.Of(Running, States.Held(0), States.Held(1)));
        Assert.True(LeaseMoves.Finish(first, States.LeaseOn(States.Held(0)), States.Now, States.Worker));
        Assert.Empty(States.Path(first));

        var last = new RunChange(States.Of(Running, States.Finished(0), States.Held(1)));
        Assert.True(LeaseMoves.Finish(last, States.LeaseOn(States.Held(1)), States.Now, States.Worker));
        Assert.Equal([Succeeded], States.Path(last));
        Assert.Equal(States.Now, last.Run.EndedAt);
        Assert.True(last.Writes[0].Done);
    }

    [Fact]
    public void A_partition_finished_while_a_free_one_is_left_interrupts_the_run()
    {
        var change = new RunChange(States.Of(Running, States.Free(0), States.Held(1)));
        Assert.True(LeaseMoves.Finish(change, States.LeaseOn(States.Held(1)), States.Now, States.Worker));
        Assert.Equal([Interrupted], States.Path(change));
    }

    [Fact]
    public void A_task_that_cancels_its_run_waits_for_the_last_of_several_workers()
    {
        var first = new RunChange(States.Of(Running, States.Held(0), States.Held(1, "other")));
        Assert.True(LeaseMoves.Cancel(first, States.LeaseOn(States.Held(0)), "enough", States.Now, States.Worker));
        Assert.Equal([Cancelling], States.Path(first));

        var last = new RunChange(States.Of(Cancelling, States.Free(0), States.Held(1)));
        Assert.True(LeaseMoves.Cancel(last, States.LeaseOn(States.Held(1)), "enough", States.Now, States.Worker));
        Assert.Equal([Cancelled], States.Path(last));
        Assert.Equal(States.Now, last.Run.EndedAt);
    }

    [Theory]
    [InlineData(Running)]
    [InlineData(Pausing)]
    [InlineData(Cancelling)]
    public void An_error_ends_the_run_and_frees_only_its_own_partition(RunStatus status)
    {
        var error = new RunError("E", "broken", null, "7");
        var change = new RunChange(States.Of(status, States.Held(0), States.Held(1, "other")));
        Assert.True(LeaseMoves.Fail(change, States.LeaseOn(States.Held(0)), error, States.Now, States.Worker));
        Assert.Equal([Errored], States.Path(change));
        Assert.Equal(error, change.Run.Error);
        Assert.Equal(0, Assert.Single(change.Writes).Number);
    }

    [Fact]
    [Avoids("Q06")]
    public void The_second_error_of_a_run_frees_its_partition_and_keeps_the_first_error()
    {
        var state = States.Of(Errored, States.Free(0), States.Held(1));
        var first = new RunError("E", "first", null, "7");
        var change = new RunChange(state with { Run = state.Run with { Error = first } });
        Assert.True(LeaseMoves.Fail(change, States.LeaseOn(States.Held(1)), new RunError("E", "second", null, "8"), States.Now, States.Worker));
        Assert.Equal(first, change.Run.Error);
        Assert.Empty(States.Path(change));
        Assert.Null(Assert.Single(change.Writes).Owner);
    }

    [Theory]
    [InlineData(4, "me")]
    [InlineData(2, "me")]
    [InlineData(3, "somebody")]
    [Avoids("Q06")]
    public void Who_does_not_hold_the_lease_changes_nothing(long epoch, string owner)
    {
        var lease = new Lease(7, 0, epoch, owner);
        var change = new RunChange(States.Of(Running, States.Held(0)));
        Assert.False(LeaseMoves.Release(change, lease, States.Now, States.Worker, "late"));
        Assert.False(LeaseMoves.Finish(change, lease, States.Now, States.Worker));
        Assert.False(LeaseMoves.Cancel(change, lease, "late", States.Now, States.Worker));
        Assert.False(LeaseMoves.Fail(change, lease, new RunError("E", "m", null, null), States.Now, States.Worker));
        Assert.False(change.HasWrites);
    }

    [Fact]
    public void A_rescue_names_the_epoch_and_the_beat_it_has_seen_and_keeps_the_attempts()
    {
        var change = new RunChange(States.Of(Running, States.Held(0)));
        Assert.True(LeaseMoves.Rescue(change, States.Held(0), States.Now, States.Worker, "silent"));
        Assert.Equal(new PartitionWrite { Number = 0, ExpectedEpoch = 3, ExpectedBeat = 5, Epoch = 4, Owner = null }, Assert.Single(change.Writes));
        Assert.Equal([Interrupted], States.Path(change));
        Assert.Equal("silent", change.Events[0].Text);
    }

    [Fact]
    [Avoids("Q50")]
    public void A_rescue_is_off_when_epoch_or_beat_have_moved_or_the_partition_is_free()
    {
        IsNotRescued(States.Of(Running, States.Held(0)), States.Held(0) with { Beat = 4 });
        IsNotRescued(States.Of(Running, States.Held(0)), States.Held(0) with { Epoch = 2 });
        IsNotRescued(States.Of(Interrupted, States.Free(0)), States.Free(0));
    }

    private static void IsNotClaimed(RunState state)
    {
        var change = new RunChange(state);
        Assert.False(LeaseMoves.Claim(change, 0, "me", States.Now, States.Worker));
        Assert.False(change.HasWrites);
    }

    private static void IsNotRescued(RunState state, Partition seen)
    {
        var change = new RunChange(state);
        Assert.False(LeaseMoves.Rescue(change, seen, States.Now, States.Worker, "silent"));
        Assert.False(change.HasWrites);
    }
}
