using static MaintenanceTasks.RunStatus;

namespace MaintenanceTasks.Tests.Runs;

public sealed class RunTransitionsTests
{
    // Written down a second time, so that an edge cannot come or go unnoticed.
    private static readonly (RunStatus From, RunStatus To)[] Legal =
    [
        (Enqueued, Running), (Enqueued, Pausing), (Enqueued, Cancelling), (Enqueued, Errored),
        (Running, Succeeded), (Running, Pausing), (Running, Cancelling), (Running, Interrupted), (Running, Errored),
        (Pausing, Paused), (Pausing, Cancelling), (Pausing, Cancelled), (Pausing, Succeeded), (Pausing, Errored),
        (Cancelling, Cancelled), (Cancelling, Succeeded), (Cancelling, Errored),
        (Paused, Enqueued), (Paused, Cancelled),
        (Interrupted, Running), (Interrupted, Pausing), (Interrupted, Cancelling), (Interrupted, Errored),
        (Errored, Enqueued),
    ];

    public static TheoryData<RunStatus, RunStatus> Pairs =>
        new(from before in Enum.GetValues<RunStatus>() from after in Enum.GetValues<RunStatus>() select (before, after));

    public static TheoryData<RunStatus> Statuses => [.. Enum.GetValues<RunStatus>()];

    [Theory, MemberData(nameof(Pairs))]
    [Ancestor("C025", "C026", "C027", "C028", "C029", "C030", "C032", "C033")]
    [Ancestor("C031", Better = "a pausing run that nobody works on may be cancelled without being paused first")]
    [Avoids("Q03")]
    public void A_pair_is_legal_when_the_table_has_it(RunStatus from, RunStatus to)
    {
        Assert.Equal(Legal.Contains((from, to)), RunTransitions.IsLegal(from, to));
        Assert.Equal(Legal.Contains((from, to)), RunTransitions.From(from).Contains(to));
    }

    [Theory, MemberData(nameof(Pairs))]
    [Ancestor("C034")]
    public void An_illegal_pair_is_refused_with_a_message_that_names_both(RunStatus from, RunStatus to)
    {
        var change = new RunChange(States.Of(from));
        if (Legal.Contains((from, to)))
        {
            change.Transition(to, States.Now, States.Worker);
            Assert.Equal(to, change.Run.Status);
            return;
        }

        var refusal = Assert.Throws<IllegalTransitionException>(() => change.Transition(to, States.Now, States.Worker));
        Assert.Contains($"from {from.Word()} to {to.Word()}", refusal.Message);
        Assert.Contains("Run 7 of Backfill", refusal.Message);
        Assert.Equal((7, from, to), (refusal.RunId, refusal.From, refusal.To));
        Assert.Empty(change.Events);
        Assert.False(change.HasWrites);
    }

    [Theory, MemberData(nameof(Statuses))]
    public void A_refusal_says_what_is_possible_instead(RunStatus from)
    {
        var message = new IllegalTransitionException(States.Of(from).Run, from).Message;
        var reachable = Legal.Where(edge => edge.From == from).Select(edge => edge.To.Word()).ToArray();
        Assert.EndsWith(reachable.Length == 0 ? $"{from.Word()} is final." : $"it can become {string.Join(", ", reachable)}.", message);
    }

    [Theory]
    [InlineData(Enqueued, true, true, false)]
    [InlineData(Running, true, true, false)]
    [InlineData(Pausing, false, true, false)]
    [InlineData(Paused, false, true, true)]
    [InlineData(Cancelling, false, false, false)]
    [InlineData(Cancelled, false, false, false)]
    [InlineData(Interrupted, true, true, false)]
    [InlineData(Succeeded, false, false, false)]
    [InlineData(Errored, false, false, true)]
    public void Buttons_follow_the_table(RunStatus status, bool pause, bool cancel, bool resume) =>
        Assert.Equal((pause, cancel, resume), (RunTransitions.CanPause(status), RunTransitions.CanCancel(status), RunTransitions.CanResume(status)));

    [Fact]
    public void Every_status_can_be_reached_from_enqueued()
    {
        var reached = new HashSet<RunStatus> { Enqueued };
        while (Legal.Any(edge => reached.Contains(edge.From) && reached.Add(edge.To)))
        {
        }

        Assert.Equal(Enum.GetValues<RunStatus>().Order(), reached.Order());
    }
}
