namespace MaintenanceTasks.Tests.Runs.Model;

/// <summary>
/// The state machine of a run, explored to the last state with the real transition table, requests, lease moves and settlement: two
/// workers, two partitions, deaths, lost answers and takeovers at any instant, and people who ask for anything at any time.
/// </summary>
public sealed class ExhaustiveModelTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    [Survives("F6", "F8", "F48", "F49", "F64")]
    public void Nothing_is_lost_and_nothing_stays_stuck_whatever_happens_when(bool transactional, int items)
    {
        var explored = Exploration.Of(new ModelMoves(transactional, items));
        output.WriteLine($"{(transactional ? "transactional" : "at least once")}, {items} items a partition: {explored.States} states, {explored.Edges} edges");

        Assert.Null(explored.Counterexample);
        Assert.Empty(explored.WithoutWayTo(state => state.Status == RunStatus.Succeeded || state.Status == RunStatus.Cancelled));
        Assert.Empty(Enum.GetValues<RunStatus>().Except(explored.Statuses));
        Assert.True(explored.States > 1000 && explored.Edges > explored.States, $"{explored.States} states and {explored.Edges} edges are too few.");
    }

    [Theory]
    [InlineData(true, "took effect in a run that is interrupted")]
    [InlineData(false, "went backwards")]
    [Survives("F13")]
    public void Without_the_guard_of_the_epoch_the_model_finds_what_goes_wrong(bool transactional, string rule)
    {
        var explored = Exploration.Of(new ModelMoves(transactional, items: 2, guarded: false));
        output.WriteLine(explored.Counterexample ?? "nothing");

        Assert.Contains(rule, explored.Counterexample, StringComparison.Ordinal);
        Assert.Contains("a rescuer frees", explored.Counterexample, StringComparison.Ordinal);
    }
}
