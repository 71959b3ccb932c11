using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What starting a run does, and what it does not depend on.</summary>
public sealed class StartTests
{
    private readonly Rings _rings = new();
    private readonly Logs _logs = new();

    [Fact]
    [Ancestor("C001", Better = "answers with the run itself")]
    public async Task A_start_stores_one_run_and_rings_for_it_once()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync(nameof(Scripted));
        var stored = Assert.Single(await bench.Runner.ListAsync());
        Assert.Equal((run.Id, RunStatus.Enqueued, nameof(Scripted)), (stored.Id, stored.Status, stored.Task));
        Assert.Equal([run.Id], _rings.Runs);
    }

    [Fact]
    [Ancestor("C002", Better = "where the arguments are equal the task has to allow it, so that a slip starts nothing twice")]
    public async Task A_paused_run_and_a_new_one_of_its_task_are_independent()
    {
        await using var bench = Bench();
        var paused = await bench.Runner.StartAsync<Scripted>();
        await bench.Runner.PauseAsync(paused.Id);
        var second = await bench.Runner.StartAsync<Scripted>();
        await bench.PerformSliceAsync();
        Assert.Equal((RunStatus.Paused, RunStatus.Succeeded), (await bench.StatusAsync(paused.Id), await bench.StatusAsync(second.Id)));
        Assert.Equal(0, (await bench.RunAsync(paused.Id)).Ticks);
    }

    [Fact]
    [Ancestor("C003", Better = "a token made by the client, so that a repeated insert cannot make two runs")]
    [Ancestor("C004", Better = "the call answers with it: no hook is needed")]
    public async Task A_start_answers_with_its_own_run_whatever_others_there_are()
    {
        await using var bench = Bench();
        var first = await bench.Runner.StartAsync<Scripted>(task => task.Count = 3);
        var second = await bench.Runner.StartAsync<Scripted>(task => task.Count = 4);
        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Token, second.Token);
        Assert.NotEqual(Guid.Empty, second.Token);
        Assert.Equal(("4", second.Token), (second.Arguments["Count"], (await bench.RunAsync(second.Id)).Token));
    }

    [Fact]
    [Ancestor("C005")]
    public async Task An_unknown_task_is_refused_and_nothing_is_stored_or_rung_for()
    {
        await using var bench = Bench();
        var refusal = await Assert.ThrowsAsync<TaskNotFoundException>(() => bench.Runner.StartAsync("Nobody"));
        Assert.Contains("'Nobody'", refusal.Message);
        Assert.Empty(await bench.Runner.ListAsync());
        Assert.Empty(_rings.Runs);
    }

    [Fact]
    [Ancestor("C006", Better = "a queue that fails is logged and costs nothing: workers find the stored run by themselves")]
    [Avoids("Q43")]
    public async Task A_queue_that_fails_fails_no_run()
    {
        await using var bench = Bench();
        _rings.On = _ => throw new InvalidOperationException("the queue is away");
        var run = await bench.Runner.StartAsync<Scripted>();
        Assert.Contains($"Warning: The queue did not take run {run.Id}; it is found or rung for again. the queue is away", _logs.Lines);
        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
    }

    [Fact]
    [Avoids("Q08")]
    public async Task An_interrupted_run_for_which_nobody_rings_goes_on_all_the_same()
    {
        await using var bench = Bench();
        var holds = 0;
        bench.Script.On(3, task => _ = holds++ == 0 ? throw task.Run.Hold(TimeSpan.Zero, "once") : 0);
        var run = await bench.Runner.StartAsync<Scripted>();
        _rings.On = _ => throw new InvalidOperationException("the process died before it could ring");
        await bench.PerformSliceAsync();
        Assert.Equal(RunStatus.Interrupted, await bench.StatusAsync(run.Id));
        bench.StartWorker();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(Enumerable.Range(0, 10), bench.Script.Done);
    }

    private WorkBench Bench() => new(add: services =>
    {
        services.Replace(ServiceDescriptor.Singleton<IRunQueue>(_rings));
        _logs.AddTo(services);
    });
}
