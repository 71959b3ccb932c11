using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Exceptions that do not stop the run.</summary>
public sealed class ContinueTests
{
    private readonly Watch _watch = new();

    [Fact]
    [Ancestor("C156", Better = "each failing item is kept with the run, with its error and stack trace")]
    public async Task An_exception_declared_to_be_gone_on_after_is_recorded_and_counts_as_done()
    {
        await using var bench = Bench();
        _watch.On = what => what is "item 1" or "item 2" ? throw new FormatException($"{what} has no date") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var ended = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Succeeded, 4L, 2L), (ended.Status, ended.Ticks, ended.Skipped));
        var failed = await bench.Runner.FailedItemsAsync(run.Id);
        Assert.Equal([("1", "item 1 has no date"), ("2", "item 2 has no date")], failed.Select(item => (item.Item, item.Reason)));
        Assert.All(failed, item => Assert.Equal("System.FormatException", item.ErrorType));
        Assert.All(failed, item => Assert.Contains(nameof(Watched), item.StackTrace, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_exception_stops_the_run_all_the_same()
    {
        await using var bench = Bench();
        _watch.On = what => what == "item 1" ? throw new InvalidOperationException("no") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal((RunStatus.Errored, 1L), ((await bench.RunAsync(run.Id)).Status, (await bench.RunAsync(run.Id)).Ticks));
    }

    [Fact]
    [Avoids("Q34")]
    public async Task The_cause_of_another_exception_does_not_make_the_run_go_on()
    {
        await using var bench = Bench();
        _watch.On = what => what == "item 1" ? throw new InvalidOperationException("no", new FormatException("no date")) : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Errored, await bench.StatusAsync(run.Id));
        Assert.Empty(await bench.Runner.FailedItemsAsync(run.Id));
    }

    private WorkBench Bench() => new(add: services => services.AddSingleton(_watch), tasks: tasks => tasks.AddTask<Watched>());
}
