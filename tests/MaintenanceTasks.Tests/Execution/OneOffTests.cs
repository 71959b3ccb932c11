using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Tasks without a collection are called once, however long they take.</summary>
public sealed class OneOffTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    [Ancestor("C124")]
    public async Task A_single_call_is_one_item_of_one()
    {
        await using var bench = new WorkBench(tasks: tasks => tasks.AddTask<Once>());
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<Once>();

        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).Total == 1, "the total is known");

        Assert.Equal(1, (await bench.RunAsync(run.Id)).Ticks);
        Assert.Single(bench.Script.Done);
    }

    [Fact]
    [Avoids("Q02")]
    public async Task A_call_that_takes_longer_than_a_slice_may_is_not_called_again()
    {
        await using var bench = new WorkBench(options => options.MaxSliceDuration = TimeSpan.FromMinutes(5), _time, tasks: tasks => tasks.AddTask<Once>());
        bench.Script.Before = _ =>
        {
            _time.Advance(TimeSpan.FromHours(1));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Once>();

        while ((await bench.StatusAsync(run.Id)).IsActive()) await bench.PerformSliceAsync();

        Assert.Equal((RunStatus.Succeeded, 1L), (await bench.StatusAsync(run.Id), (await bench.RunAsync(run.Id)).Ticks));
        Assert.Single(bench.Script.Done);
    }

    [Fact]
    [Avoids("Q02")]
    public async Task A_call_during_which_the_process_is_told_to_stop_is_not_called_again()
    {
        await using var bench = new WorkBench(options => options.ShutdownGrace = Wait.Patience, tasks: tasks => tasks.AddTask<Once>());
        var gate = new Gate();
        bench.Script.Before = _ => gate.PassAsync(CancellationToken.None);
        bench.StartWorker();
        var run = await bench.Runner.StartAsync<Once>();
        await gate.ReachedAsync();
        var stopped = bench.BeginStop();
        gate.Open();
        await stopped.WaitAsync(Wait.Patience);

        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);

        Assert.Single(bench.Script.Done);
    }

    private sealed class Once(Script script) : OneOffTask
    {
        public override async Task ProcessAsync(CancellationToken cancellationToken)
        {
            await script.Before(0);
            script.Done.Enqueue(0);
        }
    }
}
