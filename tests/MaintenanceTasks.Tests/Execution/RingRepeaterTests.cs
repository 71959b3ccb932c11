using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>A queue may lose a ring: work that nobody picks up is rung for again, less and less often.</summary>
public sealed class RingRepeaterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly Rings _rings = new();

    [Fact]
    [Ancestor("C376", Better = "a ring that is lost is rung again, by whoever sees that work waits")]
    [Survives("F71", "F72")]
    public async Task A_run_that_nobody_picks_up_is_rung_for_again_after_15_s_then_30_and_60_and_at_last_every_5_minutes()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Scripted>();
        var repeated = await RepeatedAsync(bench, TimeSpan.FromMinutes(20));
        Assert.Equal([15, 45, 105, 225, 465, 765, 1065], repeated);
    }

    [Fact]
    public async Task A_run_that_was_picked_up_waits_anew()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.Equal([15], await RepeatedAsync(bench, TimeSpan.FromSeconds(20)));
        await bench.DieAsync(run.Id, whileHeld: () => RepeatedAsync(bench, TimeSpan.FromSeconds(1)));
        Assert.Equal([15], await RepeatedAsync(bench, TimeSpan.FromSeconds(16)));
    }

    [Fact]
    public async Task A_run_that_is_held_is_left_alone_until_its_time_has_come()
    {
        await using var bench = Bench();
        bench.Script.On(0, task => throw task.Run.Hold(TimeSpan.FromMinutes(1), "later"));
        await bench.Runner.StartAsync<Scripted>();
        await bench.PerformSliceAsync();
        Assert.Equal([75], await RepeatedAsync(bench, TimeSpan.FromSeconds(80)));
    }

    [Fact]
    public async Task The_built_in_queue_needs_no_repetition()
    {
        await using var bench = new WorkBench(time: _time);
        await bench.Runner.StartAsync<Scripted>();
        var next = bench.Services.GetRequiredService<RunBell>().NextRing();
        await RepeatedAsync(bench, TimeSpan.FromMinutes(1));
        Assert.False(next.IsCompleted);
    }

    /// <summary>Looks once a second for so long; answers the seconds at which it rang.</summary>
    private async Task<IReadOnlyList<int>> RepeatedAsync(WorkBench bench, TimeSpan during)
    {
        var repeater = bench.Services.GetRequiredService<RingRepeater>();
        List<int> at = [];
        for (var second = 0; second <= during.TotalSeconds; second++)
        {
            if (second > 0) _time.Advance(TimeSpan.FromSeconds(1));
            var before = _rings.Runs.Count;
            await repeater.LookAsync(CancellationToken.None);
            if (_rings.Runs.Count > before) at.Add(second);
        }

        return at;
    }

    private WorkBench Bench() => new(
        options => options.PollInterval = TimeSpan.FromSeconds(1), _time, services => services.Replace(ServiceDescriptor.Singleton<IRunQueue>(_rings)));
}
