namespace MaintenanceTasks.Tests.Runs;

/// <summary>How the holder of a partition gives parts of its range away.</summary>
public sealed class PartitionSplitTests
{
    private static readonly Partition Mine = States.Held(0) with { Low = "10", High = "50" };

    [Fact]
    public void The_holder_keeps_the_part_before_the_first_cut_and_the_others_are_free()
    {
        var change = Parallel(4, Mine);
        Assert.True(Split(change, "20", "30"));
        Assert.Equal((0, 3L, 3L, "me", "20"), change.Writes.Select(write => (write.Number, write.ExpectedEpoch, write.Epoch, write.Owner, write.High)).Single());
        Assert.Equal([new NewPartition(1, "20", "30"), new NewPartition(2, "30", "50")], change.Added);
        Assert.Equal((RunEventKind.Split, 0), (change.Events.Single().Kind, change.Events.Single().Partition));
    }

    [Fact]
    public void The_last_partition_keeps_the_open_end() =>
        Assert.Equal([new NewPartition(1, "20", null)], Added(Parallel(2, Mine with { High = null }), high: null, "20"));

    [Fact]
    public void New_numbers_follow_the_highest_one() =>
        Assert.Equal(6, Added(Parallel(4, Mine, States.Finished(5)), "50", "20").Single().Number);

    [Fact]
    public void Nothing_is_split_beyond_the_partitions_a_run_may_have()
    {
        Assert.False(Split(Parallel(2, Mine, States.Free(1)), "20"));
        Assert.False(Split(Parallel(2, Mine), "20", "30"));
        Assert.True(Split(Parallel(2, Mine, States.Finished(1)), "20"));
    }

    [Fact]
    [Survives("F65")]
    public void A_fenced_holder_splits_nothing()
    {
        Assert.False(Split(Parallel(4, Mine with { Epoch = 4 }), "20"));
        Assert.False(Split(Parallel(4, Mine with { Owner = "another" }), "20"));
        Assert.False(Split(Parallel(4, States.Free(0)), "20"));
    }

    [Fact]
    [Survives("F65")]
    public void A_split_that_was_written_already_is_not_made_again() =>
        Assert.False(PartitionSplit.Split(Parallel(4, Mine with { High = "20" }), States.LeaseOn(Mine), "50", ["20"], States.Now, States.Worker));

    [Theory, InlineData(RunStatus.Pausing), InlineData(RunStatus.Cancelling), InlineData(RunStatus.Errored)]
    public void A_run_that_is_to_stop_is_not_split(RunStatus status) =>
        Assert.False(Split(new RunChange(States.Of(status, Mine) with { }), "20"));

    [Fact]
    public void The_run_is_not_finished_by_who_splits_it_last()
    {
        var change = Parallel(4, Mine);
        Split(change, "20");
        Assert.False(change.EverythingDone);
    }

    private static RunChange Parallel(int parallelism, params Partition[] partitions)
    {
        var state = States.Of(RunStatus.Running, partitions);
        return new RunChange(new RunState(state.Run with { Parallelism = parallelism }, state.Partitions));
    }

    private static bool Split(RunChange change, params string[] cuts) =>
        PartitionSplit.Split(change, States.LeaseOn(Mine), Mine.High, cuts, States.Now, States.Worker);

    private static IReadOnlyList<NewPartition> Added(RunChange change, string? high, params string[] cuts)
    {
        Assert.True(PartitionSplit.Split(change, States.LeaseOn(Mine), high, cuts, States.Now, States.Worker));
        return change.Added;
    }
}
