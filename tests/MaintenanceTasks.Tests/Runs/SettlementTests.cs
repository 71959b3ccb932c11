using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks.Tests.Runs;

public sealed class SettlementTests
{
    [Theory]
    [InlineData(Running, Interrupted)]
    [InlineData(Pausing, Paused)]
    [InlineData(Cancelling, Cancelled)]
    [Ancestor("C077", "C078", "C079")]
    public void Once_nobody_works_what_was_asked_for_happens(RunStatus from, RunStatus to)
    {
        var change = new RunChange(States.Of(from, States.Free(0), States.Finished(1)));
        Assert.True(Settlement.Settle(change, States.Now, States.Worker));
        Assert.Equal([to], States.Path(change));
        Assert.Equal(to == Cancelled ? States.Now : null, change.Run.EndedAt);
    }

    [Theory]
    [InlineData(Running, null)]
    [InlineData(Pausing, "finished before it could pause")]
    [InlineData(Cancelling, "finished before it could be cancelled")]
    public void Work_that_is_all_done_succeeds_whatever_was_asked_for(RunStatus from, string? text)
    {
        var change = new RunChange(States.Of(from, States.Finished(0) with { Ticks = 1 }, States.Finished(1)));
        Assert.True(Settlement.Settle(change, States.Now, States.Worker));
        Assert.Equal([Succeeded], States.Path(change));
        Assert.Equal(text, change.Events[^1].Text);
    }

    [Fact]
    public void Work_that_had_not_a_single_item_says_so()
    {
        var change = new RunChange(States.Of(Running, States.Finished(0), States.Finished(1)));
        Assert.True(Settlement.Settle(change, States.Now, States.Worker));
        Assert.Equal((Succeeded, Run.NoItems), (change.Run.Status, change.Events[^1].Text));
    }

    [Theory]
    [InlineData(Running)]
    [InlineData(Pausing)]
    [InlineData(Cancelling)]
    public void While_somebody_works_nothing_happens(RunStatus status)
    {
        var change = new RunChange(States.Of(status, States.Free(0), States.Held(1)));
        Assert.False(Settlement.Settle(change, States.Now, States.Worker));
        Assert.False(change.HasWrites);
    }

    [Theory]
    [InlineData(Enqueued)]
    [InlineData(Paused)]
    [InlineData(Cancelled)]
    [InlineData(Interrupted)]
    [InlineData(Succeeded)]
    [InlineData(Errored)]
    [Ancestor("C080")]
    public void A_status_that_waits_for_nothing_stays(RunStatus status)
    {
        var change = new RunChange(States.Of(status));
        Assert.False(Settlement.Settle(change, States.Now, States.Worker));
        Assert.False(change.HasWrites);
    }
}
