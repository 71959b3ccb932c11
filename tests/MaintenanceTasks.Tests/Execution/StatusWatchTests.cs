using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>How often workers ask whether they are to stop.</summary>
public sealed class StatusWatchTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private int _looks;

    [Fact]
    [Ancestor("C069", Better = "one query for all runs of the process")]
    public async Task Each_look_asks_the_store_anew()
    {
        await using var bench = Bench();
        using var first = await HoldAsync(bench);
        using var second = await HoldAsync(bench);
        var watch = bench.Services.GetRequiredService<StatusWatch>();

        await watch.LookAsync(CancellationToken.None);
        await bench.Store.ChangeAsync(first.Lease.RunId, change => RunRequests.Pause(change, bench.Now, new Actor(null, null)), CancellationToken.None);
        await watch.LookAsync(CancellationToken.None);

        Assert.Equal(2, _looks);
        Assert.Equal((StopReason.Request, StopReason.None), (first.Stop, second.Stop));
    }

    [Fact]
    [Ancestor("C101", Better = "asked by the clock, however many items there are and however slow one is")]
    public async Task Requests_are_looked_for_by_the_clock_and_not_by_the_items()
    {
        await using var bench = Bench(options => options.PollInterval = TimeSpan.FromSeconds(1));
        bench.StartWorker();
        var quick = await bench.Runner.StartAsync<Scripted>(task => task.Count = 1000);
        await bench.UntilAsync(quick.Id, RunStatus.Succeeded);
        Assert.Equal(0, _looks);

        var (_, gate) = await bench.StartUntilAsync(item: 3);
        await Wait.UntilAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(500));
                return Volatile.Read(ref _looks) >= 2;
            },
            "a slow item does not keep requests from being noticed");
        gate.Open();
    }

    private static async Task<Slice> HoldAsync(WorkBench bench)
    {
        var slice = new Slice(await Claims.MakeAsync(bench.Store, "me"), 0);
        bench.Leases.Add(slice);
        return slice;
    }

    private WorkBench Bench(Action<MaintenanceTasksOptions>? configure = null)
    {
        var bench = new WorkBench(configure, _time, FaultyStore.AddTo);
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.StatusesAsync)) Interlocked.Increment(ref _looks);
        };
        return bench;
    }
}
