using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

public sealed class RunSamplerTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_run_is_recorded_often_at_first_and_every_five_seconds_later()
    {
        await using var bench = new WorkBench(time: _time);
        var (run, lease) = await HeldAsync(bench);
        for (var second = 0; second < 600; second++)
        {
            await bench.Services.GetRequiredService<RunSampler>().LookAsync(CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var times = (await SamplesAsync(bench, run)).Select(sample => sample.At).ToArray();
        Assert.Equal(TimeSpan.FromSeconds(1), times[1] - times[0]);
        Assert.Equal(TimeSpan.FromSeconds(5), times[^1] - times[^2]);
        Assert.InRange(times.Length, 100, RunSample.Most);
        lease.Dispose();
    }

    [Fact]
    public async Task It_is_recorded_with_the_items_of_all_its_partitions()
    {
        await using var bench = new WorkBench(time: _time);
        var (run, slice) = await HeldAsync(bench);
        Checkpoint checkpoint = new() { Cursor = "7", Ticks = 7, TimeRunning = TimeSpan.FromSeconds(1), Seq = 1, At = bench.Now };
        Assert.True(await bench.Store.CheckpointAsync(slice.Lease, checkpoint, CancellationToken.None));
        await bench.Services.GetRequiredService<RunSampler>().LookAsync(CancellationToken.None);
        Assert.Equal([new RunSample(run, bench.Now, 7)], await SamplesAsync(bench, run));
        slice.Dispose();
    }

    [Fact]
    public async Task What_stops_a_run_is_marked_and_its_next_work_is_recorded_at_once()
    {
        await using var bench = new WorkBench(time: _time);
        var (run, slice) = await HeldAsync(bench);
        var sampler = bench.Services.GetRequiredService<RunSampler>();
        await sampler.LookAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(10));
        await bench.Services.GetRequiredService<SliceSettler>().SettleAsync(slice, new SliceOutcome.Held(TimeSpan.FromSeconds(1), "the queue is full"));
        bench.Leases.Remove(slice);
        _time.Advance(TimeSpan.FromSeconds(30));
        using var next = await ClaimAsync(bench, run);
        await sampler.LookAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        await bench.Runner.PauseAsync(run);
        await bench.Services.GetRequiredService<SliceSettler>().SettleAsync(next, new SliceOutcome.Stopped());

        Assert.Equal(
            [null, RunSampleMark.Held, null, RunSampleMark.Paused],
            (await SamplesAsync(bench, run)).Select(sample => sample.Mark));
        slice.Dispose();
    }

    [Fact]
    public async Task A_run_nobody_works_on_is_not_recorded()
    {
        await using var bench = new WorkBench(time: _time);
        var run = await bench.Runner.StartAsync<Scripted>();
        await bench.Services.GetRequiredService<RunSampler>().LookAsync(CancellationToken.None);
        await bench.Runner.PauseAsync(run.Id);
        Assert.Empty(await SamplesAsync(bench, run.Id));
    }

    [Fact]
    public async Task A_store_that_does_not_take_the_mark_does_not_hinder_the_pause()
    {
        await using var bench = new WorkBench(time: _time, add: FaultyStore.AddTo);
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.SampleAsync)) throw new RunStoreUnavailableException("away");
        };
        var (run, slice) = await HeldAsync(bench);
        await bench.Runner.PauseAsync(run);
        await bench.Services.GetRequiredService<SliceSettler>().SettleAsync(slice, new SliceOutcome.Stopped());
        Assert.Equal(RunStatus.Paused, await bench.StatusAsync(run));
        slice.Dispose();
    }

    private static async Task<(long Run, Slice Slice)> HeldAsync(WorkBench bench)
    {
        var run = await bench.Runner.StartAsync<Scripted>();
        return (run.Id, await ClaimAsync(bench, run.Id));
    }

    private static async Task<Slice> ClaimAsync(WorkBench bench, long run)
    {
        var claim = await bench.Services.GetRequiredService<PartitionClaimer>().ClaimAsync(run, CancellationToken.None);
        Assert.NotNull(claim);
        bench.Leases.Add(claim.Slice);
        return claim.Slice;
    }

    private static Task<IReadOnlyList<RunSample>> SamplesAsync(WorkBench bench, long run) => bench.Store.SamplesAsync([run], null, CancellationToken.None);
}
