using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Items that kill their process.</summary>
public sealed class PoisonTests
{
    [Fact]
    [Survives("F10")]
    public async Task After_three_deaths_items_go_one_by_one_so_that_the_position_is_exact()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 3; death++) await bench.DieAsync(run.Id);
        var kept = new List<long>();
        bench.Script.Before = async _ => kept.Add((await bench.PartitionAsync(run.Id)).Ticks);
        await bench.PerformSliceAsync();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], kept);
        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task After_two_deaths_pages_are_still_whole()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 2; death++) await bench.DieAsync(run.Id);
        await bench.PerformSliceAsync();
        Assert.Equal(1, (await bench.PartitionAsync(run.Id)).CheckpointSeq);
    }

    [Fact]
    [Survives("F10")]
    public async Task After_three_more_deaths_on_one_item_the_run_ends_with_its_name_and_does_not_touch_it()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.Script.On(2, task => throw task.Run.Hold(TimeSpan.Zero, "to set the cursor before item 2"));
        await bench.PerformSliceAsync();
        for (var death = 1; death <= 3; death++) await bench.DieAsync(run.Id);
        for (var death = 1; death <= 3; death++) await DieOnItemAsync(bench, run.Id, 2);
        bench.Script.Started.Clear();
        await bench.PerformSliceAsync();

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal(RunStatus.Errored, errored.Status);
        Assert.Equal("2", errored.Error?.Item);
        Assert.Contains("The worker process died 3 times on item 2.", errored.Error?.Message);
        Assert.Empty(bench.Script.Started);
        Assert.Equal("1", (await bench.PartitionAsync(run.Id)).Cursor);

        bench.Script.Forget(2);
        await bench.Runner.ResumeAsync(run.Id);
        Assert.IsType<SliceOutcome.Completed>(await bench.PerformSliceAsync());
        Assert.Equal(10, (await bench.RunAsync(run.Id)).Ticks);
    }

    [Fact]
    [Survives("F10")]
    public async Task Deaths_before_an_item_is_begun_are_not_blamed_on_it()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 20; death++) await bench.DieAsync(run.Id);
        for (var death = 1; death <= 2; death++) await DieOnItemAsync(bench, run.Id, 0);
        bench.Script.Forget(0);
        Assert.IsType<SliceOutcome.Completed>(await bench.PerformSliceAsync());
        Assert.Equal(10, (await bench.RunAsync(run.Id)).Ticks);
    }

    [Fact]
    [Survives("F10")]
    public async Task Items_at_which_processes_have_died_are_begun_one_after_the_other_so_that_a_death_is_blamed_on_one()
    {
        await using var bench = new WorkBench();
        long[] runs = [(await bench.Runner.StartAsync<Scripted>()).Id, (await bench.Runner.StartAsync<Scripted>()).Id];
        foreach (var run in runs)
        {
            for (var death = 1; death <= 3; death++) await bench.DieAsync(run);
        }

        var gate = bench.Script.GateOn(0);
        bench.StartWorker(slices: 2);
        await gate.ReachedAsync();
        await Wait.UntilAsync(async () => (await Task.WhenAll(runs.Select(bench.PartitionAsync))).All(partition => partition.Owner is not null), "both are claimed");
        Assert.Equal([4, 5], (await Task.WhenAll(runs.Select(bench.PartitionAsync))).Select(partition => partition.Attempts).Order());
        Assert.Equal([0], bench.Script.Started);

        gate.Open();
        foreach (var run in runs) await bench.UntilAsync(run, RunStatus.Succeeded);
    }

    [Fact]
    public async Task Who_waits_for_the_turn_of_another_stops_all_the_same()
    {
        await using var bench = new WorkBench();
        using var taken = await bench.Services.GetRequiredService<SuspectTurn>().TakeAsync(CancellationToken.None);
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 3; death++) await bench.DieAsync(run.Id);
        bench.StartWorker();
        await Wait.UntilAsync(async () => (await bench.PartitionAsync(run.Id)).Owner is not null, "it is claimed");

        await bench.Runner.PauseAsync(run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Paused);
        Assert.Empty(bench.Script.Started);
    }

    [Fact]
    public async Task Deaths_before_a_checkpoint_are_forgiven()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        for (var death = 1; death <= 5; death++) await bench.DieAsync(run.Id);
        bench.Script.On(2, task => throw task.Run.Hold(TimeSpan.Zero, "stop here"));
        await bench.PerformSliceAsync();
        Assert.Equal(0, (await bench.PartitionAsync(run.Id)).Attempts);
    }

    /// <summary>A worker that dies with an item in hand: what it still does later is refused.</summary>
    private static async Task DieOnItemAsync(WorkBench bench, long runId, int item)
    {
        var gate = bench.Script.GateOn(item);
        var dying = bench.PerformSliceAsync();
        await gate.ReachedAsync();
        await bench.RescueAsync(runId);
        gate.Open();
        Assert.IsType<SliceOutcome.LeaseLost>(await dying);
    }
}
