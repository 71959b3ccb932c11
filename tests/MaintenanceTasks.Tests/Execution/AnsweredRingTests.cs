using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>A queue with workers of its own answers a ring by one slice.</summary>
public sealed class AnsweredRingTests
{
    private readonly Rings _rings = new();

    [Fact]
    public async Task One_ring_is_one_slice()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(slices: 0);
        Assert.True(await AnswerAsync(bench, run.Id));
        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run.Id));
        Assert.False(await AnswerAsync(bench, run.Id));
    }

    [Fact]
    [Survives("F12", "F73")]
    public async Task A_ring_for_work_that_others_have_is_answered_by_nothing()
    {
        await using var bench = Bench();
        var gate = bench.Script.GateOn(0);
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(slices: 0);
        var working = AnswerAsync(bench, run.Id);
        await gate.ReachedAsync();
        Assert.False(await AnswerAsync(bench, run.Id));
        gate.Open();
        Assert.True(await working);
    }

    [Fact]
    public async Task Who_takes_one_of_several_partitions_rings_for_the_next()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>(options: new StartOptions { Parallelism = 3 });
        bench.StartWorker(slices: 0);
        for (var answered = 0; answered < _rings.Runs.Count; answered++) await AnswerAsync(bench, _rings.Runs[answered]);

        Assert.Equal(RunStatus.Succeeded, await bench.StatusAsync(run.Id));
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done.Order());
    }

    [Fact]
    public async Task A_ring_that_comes_before_the_worker_has_begun_waits_for_it()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        var answering = AnswerAsync(bench, run.Id);
        Assert.False(answering.IsCompleted);
        bench.StartWorker(slices: 0);
        Assert.True(await answering);
    }

    [Fact]
    public async Task A_ring_that_comes_while_the_process_stops_is_passed_on()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(slices: 0);
        await Wait.UntilAsync(async () => await AnswerAsync(bench, 4711) is false, "the worker to begin");
        await bench.StopAsync();
        var before = _rings.Runs.Count;
        Assert.False(await AnswerAsync(bench, run.Id));
        Assert.Equal([run.Id], _rings.Runs.Skip(before));
    }

    [Fact]
    [Survives("F72")]
    public async Task A_slice_whose_job_is_taken_away_puts_the_partition_back()
    {
        await using var bench = Bench();
        var gate = bench.Script.GateOn(3);
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(slices: 0);
        using var deleted = new CancellationTokenSource();
        var working = bench.Services.GetRequiredService<RunWorker>().PerformAsync(run.Id, deleted.Token);
        await gate.ReachedAsync();
        await deleted.CancelAsync();
        gate.Open();
        Assert.True(await working.WaitAsync(Wait.Patience));
        Assert.Equal((RunStatus.Interrupted, "3"), (await bench.StatusAsync(run.Id), (await bench.PartitionAsync(run.Id)).Cursor));
        Assert.Equal([run.Id, run.Id], _rings.Runs);
    }

    private static Task<bool> AnswerAsync(WorkBench bench, long runId) =>
        bench.Services.GetRequiredService<RunWorker>().PerformAsync(runId, CancellationToken.None).WaitAsync(Wait.Patience);

    private WorkBench Bench() => new(add: services => services.Replace(ServiceDescriptor.Singleton<IRunQueue>(_rings)));
}
