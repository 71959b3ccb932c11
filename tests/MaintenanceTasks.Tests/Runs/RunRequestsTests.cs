using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks.Tests.Runs;

public sealed class RunRequestsTests
{
    [Theory]
    [InlineData(Enqueued, false, new[] { Pausing, Paused })]
    [InlineData(Interrupted, false, new[] { Pausing, Paused })]
    [InlineData(Running, true, new[] { Pausing })]
    [InlineData(Pausing, false, new[] { Paused })]
    [InlineData(Pausing, true, new RunStatus[0])]
    [Ancestor("C086", Better = "nobody waits to force it: a pausing run that nobody works on is paused at once")]
    public void A_pause_walks_legal_edges_as_far_as_it_can(RunStatus status, bool working, RunStatus[] path)
    {
        var change = new RunChange(States.Of(status, working ? States.Held(0) : States.Free(0)));
        Assert.Equal(path.Length > 0, RunRequests.Pause(change, States.Now, States.Person));
        Assert.Equal(path, States.Path(change));
        Assert.Null(change.Run.EndedAt);
    }

    [Theory]
    [InlineData(Enqueued, false, new[] { Cancelling, Cancelled })]
    [InlineData(Interrupted, false, new[] { Cancelling, Cancelled })]
    [InlineData(Running, true, new[] { Cancelling })]
    [InlineData(Pausing, true, new[] { Cancelling })]
    [InlineData(Pausing, false, new[] { Cancelled })]
    [InlineData(Paused, false, new[] { Cancelled })]
    [InlineData(Cancelling, false, new[] { Cancelled })]
    [InlineData(Cancelling, true, new RunStatus[0])]
    [Ancestor("C082", Better = "cancelled in the same step when nobody works on the run")]
    [Ancestor("C083")]
    [Ancestor("C085", Better = "nobody waits to force it: a cancelling run that nobody works on is cancelled at once")]
    [Avoids("Q03")]
    [Survives("F47")]
    public void A_cancel_walks_legal_edges_as_far_as_it_can(RunStatus status, bool working, RunStatus[] path)
    {
        var change = new RunChange(States.Of(status, working ? States.Held(0) : States.Free(0)));
        Assert.Equal(path.Length > 0, RunRequests.Cancel(change, States.Now, States.Person));
        Assert.Equal(path, States.Path(change));
        Assert.Equal(path.Contains(Cancelled) ? States.Now : null, change.Run.EndedAt);
    }

    [Fact]
    [Avoids("Q04")]
    public void A_request_waits_for_the_last_of_several_workers()
    {
        var change = new RunChange(States.Of(Running, States.Free(0), States.Held(1)));
        Assert.True(RunRequests.Pause(change, States.Now, States.Person));
        Assert.Equal([Pausing], States.Path(change));
    }

    [Theory]
    [InlineData(Paused)]
    [InlineData(Cancelling)]
    [InlineData(Cancelled)]
    [InlineData(Succeeded)]
    [InlineData(Errored)]
    [Ancestor("C146")]
    public void A_pause_from_elsewhere_is_refused(RunStatus status) =>
        IsRefused(status, Pausing, change => RunRequests.Pause(change, States.Now, States.Person));

    [Theory]
    [InlineData(Cancelled)]
    [InlineData(Succeeded)]
    [InlineData(Errored)]
    [Ancestor("C145")]
    public void A_cancel_from_elsewhere_is_refused(RunStatus status) =>
        IsRefused(status, Cancelling, change => RunRequests.Cancel(change, States.Now, States.Person));

    [Theory]
    [InlineData(Enqueued)]
    [InlineData(Running)]
    [InlineData(Pausing)]
    [InlineData(Cancelling)]
    [InlineData(Cancelled)]
    [InlineData(Interrupted)]
    [InlineData(Succeeded)]
    [Ancestor("C041", "C042")]
    public void A_resume_from_elsewhere_is_refused(RunStatus status) =>
        IsRefused(status, Enqueued, change => RunRequests.Resume(change, States.Now, States.Person, null));

    [Theory]
    [InlineData(Paused)]
    [InlineData(Errored)]
    [Avoids("Q09")]
    public void A_resume_forgets_error_hold_and_attempts_and_takes_the_active_key(RunStatus status)
    {
        var state = States.Of(status, States.Free(0) with { Attempts = 4 }, States.Free(1), States.Held(2, "still stopping"));
        var run = state.Run with
        {
            Error = new RunError("E", "m", null, "7"),
            EndedAt = States.Now,
            HeldUntil = States.Now,
            HeldReason = "429",
        };
        var change = new RunChange(state with { Run = run });
        Assert.True(RunRequests.Resume(change, States.Now, States.Person, "key"));
        Assert.Equal([Enqueued], States.Path(change));
        Assert.Null(change.Run.Error);
        Assert.Null(change.Run.EndedAt);
        Assert.Null(change.Run.HeldUntil);
        Assert.Null(change.Run.HeldReason);
        Assert.Equal("key", change.Run.ActiveKey);
        Assert.Equal(
            new PartitionWrite { Number = 0, ExpectedEpoch = 3, Epoch = 4, Owner = null, Attempts = 0 }, Assert.Single(change.Writes));
    }

    [Fact]
    [Avoids("Q53")]
    public void A_request_tells_who_asked()
    {
        var change = new RunChange(States.Of(Enqueued));
        RunRequests.Pause(change, States.Now, States.Person);
        Assert.All(change.Events, happened => Assert.Equal(("ada", "host-b:2", States.Now), (happened.Actor, happened.Node, happened.At)));
        Assert.Equal([11L, 12L], change.Events.Select(happened => happened.Number));
        Assert.Equal(12, change.Run.LastEvent);
    }

    private static void IsRefused(RunStatus from, RunStatus to, Func<RunChange, bool> request)
    {
        var refusal = Assert.Throws<IllegalTransitionException>(() => request(new RunChange(States.Of(from))));
        Assert.Contains($"from {from.Word()} to {to.Word()}", refusal.Message);
    }
}
