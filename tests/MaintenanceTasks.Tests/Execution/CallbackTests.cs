using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>The task's own callbacks: when they are called, and that they cannot harm what is durable.</summary>
public sealed class CallbackTests
{
    private readonly Watch _watch = new();

    [Fact]
    public async Task A_run_that_goes_through_hears_its_start_and_its_success()
    {
        await using var bench = Bench();
        await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(["started", "item 0", "item 1", "item 2", "item 3", "succeeded"], _watch.Heard);
    }

    [Fact]
    public async Task An_error_is_heard_with_its_item_and_a_resume_is_a_start_again()
    {
        await using var bench = Bench();
        _watch.On = what => what == "item 2" ? throw new InvalidOperationException("no title") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();
        await bench.PerformSliceAsync();
        _watch.On = _ => Task.CompletedTask;
        await bench.Runner.ResumeAsync(run.Id);

        await bench.PerformSliceAsync();

        Assert.Equal(
            ["started", "item 0", "item 1", "item 2", "errored at 2", "started", "item 2", "item 3", "succeeded"], _watch.Heard);
    }

    [Fact]
    public async Task An_exception_of_the_start_stops_the_run_with_nothing_processed()
    {
        await using var bench = Bench();
        _watch.On = what => what == "started" ? throw new InvalidOperationException("not today") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, 0L, "not today"), (errored.Status, errored.Ticks, errored.Error!.Message));
        Assert.DoesNotContain("item 0", _watch.Heard);
    }

    [Fact]
    public async Task An_exception_of_a_later_callback_changes_nothing()
    {
        await using var bench = Bench();
        _watch.On = what => what == "succeeded" ? throw new InvalidOperationException("no mail") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
    }

    [Fact]
    public async Task A_run_nobody_works_on_hears_its_pause_and_its_cancel_from_the_request()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.Runner.PauseAsync(run.Id);
        await bench.Runner.CancelAsync(run.Id);

        Assert.Equal(["paused", "cancelled"], _watch.Heard);
    }

    private WorkBench Bench() => new(add: services => services.AddSingleton(_watch), tasks: tasks => tasks.AddTask<Watched>());
}
