using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Which work a worker takes, and what it does with work that no longer fits.</summary>
public sealed class WorkerTests
{
    [Fact]
    public async Task Several_runs_are_worked_on_at_the_same_time_but_not_more_than_allowed()
    {
        await using var bench = new WorkBench();
        var gate = bench.Script.GateOn(0);
        bench.StartWorker(slices: 2);
        var runs = new List<Run>();
        for (var number = 0; number < 3; number++) runs.Add(await bench.Runner.StartAsync<Scripted>());
        await Wait.UntilAsync(() => bench.Script.Started.Count == 2, "two items in hand");
        Assert.Equal(2, (await bench.Store.LeasedAsync(CancellationToken.None)).Count);
        gate.Open();
        foreach (var run in runs) await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Equal(30, bench.Script.Done.Count);
    }

    [Fact]
    public async Task A_worker_for_one_run_leaves_the_others_alone()
    {
        await using var bench = new WorkBench();
        var other = await bench.Runner.StartAsync<Scripted>();
        var mine = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(runId: mine.Id);
        await bench.UntilAsync(mine.Id, RunStatus.Succeeded);
        await bench.StopAsync();
        Assert.Equal(RunStatus.Enqueued, (await bench.RunAsync(other.Id)).Status);
    }

    [Fact]
    public async Task A_worker_without_slices_only_rescues()
    {
        var processes = new KnownProcesses();
        processes.Dead.Add((17, 99));
        await using var bench = new WorkBench(add: services => services.AddSingleton<ProcessTable>(processes));
        var dead = await Claims.MakeAsync(bench.Store, "here|boot|pid:[1]|17|99|slice");
        bench.StartWorker(slices: 0);
        await bench.UntilAsync(dead.RunId, RunStatus.Interrupted);
        await bench.StopAsync();
        Assert.Empty(bench.Script.Started);
    }

    [Fact]
    [Ancestor("C117")]
    [Avoids("Q05", "Q07")]
    [Survives("F7", "F9")]
    public async Task What_a_dead_process_left_is_finished_by_the_next_worker()
    {
        var processes = new KnownProcesses();
        processes.Dead.Add((17, 99));
        await using var bench = new WorkBench(add: services => services.AddSingleton<ProcessTable>(processes));
        var dead = await Claims.MakeAsync(bench.Store, "here|boot|pid:[1]|17|99|slice");
        var kept = new Checkpoint { Cursor = "6", Ticks = 7, TimeRunning = TimeSpan.Zero, Seq = 1, At = bench.Now };
        Assert.True(await bench.Store.CheckpointAsync(dead, kept, CancellationToken.None));
        bench.StartWorker();
        var run = await bench.UntilAsync(dead.RunId, RunStatus.Succeeded);
        Assert.Equal([7, 8, 9], bench.Script.Done);
        Assert.Equal(10, run.Ticks);
        Assert.False(await bench.Store.CheckpointAsync(dead, kept with { Cursor = "9", Seq = 2 }, CancellationToken.None));
    }

    [Fact]
    [Ancestor("C109", Better = "a process that does not know the task leaves the run to one that does, so that a rolling deploy fails nothing")]
    [Survives("F54")]
    public async Task Runs_of_tasks_that_this_process_does_not_know_wait_for_one_that_does()
    {
        await using var bench = new WorkBench();
        var unknown = await CreateAsync(bench, task: "Elsewhere");
        bench.StartWorker();
        var known = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(known.Id, RunStatus.Succeeded);
        Assert.Equal(RunStatus.Enqueued, (await bench.RunAsync(unknown)).Status);
    }

    [Fact]
    [Ancestor("C110", Better = "the run keeps its position and waits for a process that knows the task; people can cancel it")]
    public async Task An_interrupted_run_whose_task_is_gone_keeps_its_position_and_can_be_cancelled()
    {
        await using var bench = new WorkBench();
        var gone = await CreateAsync(bench, task: "Elsewhere");
        var actor = new Actor("worker", null);
        var state = await bench.Store.ChangeAsync(gone, change => LeaseMoves.Claim(change, 0, "me", bench.Now, actor), CancellationToken.None);
        var lease = new Lease(gone, 0, state!.Partitions[0].Epoch, "me");
        var kept = new Checkpoint { Cursor = "6", Ticks = 7, TimeRunning = TimeSpan.Zero, Seq = 1, At = bench.Now };
        Assert.True(await bench.Store.CheckpointAsync(lease, kept, CancellationToken.None));
        await bench.Store.ChangeAsync(gone, change => LeaseMoves.Release(change, lease, bench.Now, actor, "deploy"), CancellationToken.None);
        bench.StartWorker();
        var known = await bench.Runner.StartAsync<Scripted>();
        await bench.UntilAsync(known.Id, RunStatus.Succeeded);

        Assert.Equal((RunStatus.Interrupted, "6"), (await bench.StatusAsync(gone), (await bench.PartitionAsync(gone)).Cursor));
        Assert.Equal(RunStatus.Cancelled, (await bench.Runner.CancelAsync(gone)).Status);
    }

    [Fact]
    [Avoids("Q18")]
    [Survives("F55")]
    public async Task Stored_arguments_that_no_longer_fit_stop_the_run_and_lose_nothing()
    {
        await using var bench = new WorkBench();
        var run = await CreateAsync(bench, arguments: new() { ["Renamed"] = "5" });
        await bench.PerformSliceAsync();
        var errored = await bench.RunAsync(run);
        Assert.Equal(RunStatus.Errored, errored.Status);
        Assert.Contains("Renamed: there is no such parameter; there are Count.", errored.Error?.Message);
        Assert.Empty(bench.Script.Started);
    }

    [Fact]
    [Avoids("Q18")]
    [Survives("F56")]
    public async Task A_stored_cursor_that_no_longer_fits_stops_the_run_and_is_kept()
    {
        await using var bench = new WorkBench();
        var lease = await Claims.MakeAsync(bench.Store, "me");
        await bench.Store.CheckpointAsync(
            lease, new Checkpoint { Cursor = "77", Ticks = 78, TimeRunning = TimeSpan.Zero, Seq = 1, At = bench.Now }, CancellationToken.None);
        await bench.RescueAsync(lease.RunId);
        await bench.PerformSliceAsync();
        var errored = await bench.RunAsync(lease.RunId);
        Assert.Equal(RunStatus.Errored, errored.Status);
        Assert.Contains("The stored cursor 77 of Scripted", errored.Error?.Message);
        Assert.Equal(("77", 78L), ((await bench.PartitionAsync(lease.RunId)).Cursor, errored.Ticks));
        Assert.Empty(bench.Script.Started);
    }

    [Fact]
    [Ancestor("C023")]
    public async Task Each_slice_has_a_scope_and_a_task_instance_of_its_own()
    {
        await using var bench = new WorkBench(add: services => services.AddScoped<Scoped>(), tasks: builder => builder.AddTask<InScope>());
        InScope.Seen.Clear();
        var run = await bench.Runner.StartAsync<InScope>();
        await bench.PerformSliceAsync();
        await bench.PerformSliceAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
        Assert.Equal(2, InScope.Seen.Select(seen => seen.Task).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(2, InScope.Seen.Select(seen => seen.Service).Distinct().Count());
        Assert.All(InScope.Seen, seen => Assert.Equal(run.Id, seen.Service.Run.Id));
        Assert.All(InScope.Seen, seen => Assert.True(seen.Service.Disposed));
    }

    [Fact]
    [Ancestor("C333")]
    public async Task A_host_works_by_itself_and_interrupts_when_it_stops()
    {
        var script = new Script();
        var gate = script.GateOn(3);
        var store = new InMemoryRunStore();
        using var host = HostOf(script, store);
        await host.StartAsync();
        var run = await host.Services.GetRequiredService<TaskRunner>().StartAsync<Scripted>();
        await gate.ReachedAsync();
        var stopping = host.StopAsync();
        gate.Open();
        await stopping.WaitAsync(Wait.Patience);
        Assert.Equal(RunStatus.Interrupted, (await store.FindAsync(run.Id, CancellationToken.None))!.Run.Status);

        script.Forget(3);
        using var next = HostOf(script, store);
        await next.StartAsync();
        await Wait.UntilAsync(
            async () => (await store.FindAsync(run.Id, CancellationToken.None))!.Run.Status == RunStatus.Succeeded, "the next host finishes the run");
        await next.StopAsync();
        Assert.Equal(Enumerable.Range(0, 10), script.Done);
    }

    [Fact]
    public async Task A_host_with_the_worker_turned_off_only_serves()
    {
        var script = new Script();
        var store = new InMemoryRunStore();
        using var serving = HostOf(script, store, options => options.Worker.Enabled = false);
        await serving.StartAsync();
        var run = await serving.Services.GetRequiredService<TaskRunner>().StartAsync<Scripted>();
        using var working = HostOf(script, store);
        await working.StartAsync();
        await Wait.UntilAsync(
            async () => (await store.FindAsync(run.Id, CancellationToken.None))!.Run.Status == RunStatus.Succeeded, "the working host finishes the run");
        var claimed = Assert.Single(await store.EventsAsync(run.Id, 0, 100, CancellationToken.None), happened => happened.Kind == RunEventKind.Claimed);
        Assert.Equal(working.Services.GetRequiredService<NodeIdentity>().Name, claimed.Node);
        await serving.StopAsync();
        await working.StopAsync();
    }

    private static IHost HostOf(Script script, InMemoryRunStore store, Action<MaintenanceTasksOptions>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(script).AddSingleton(store);
        builder.Services.AddMaintenanceTasks(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(10);
            configure?.Invoke(options);
        }).UseInMemoryStore().AddTask<Scripted>();
        return builder.Build();
    }

    private static async Task<long> CreateAsync(WorkBench bench, string task = nameof(Scripted), Dictionary<string, string?>? arguments = null)
    {
        var run = new NewRun
        {
            Task = task,
            Arguments = arguments ?? [],
            ParameterHash = "",
            Token = Guid.NewGuid(),
            CreatedAt = bench.Now,
            Actor = new Actor(null, null),
        };
        return (await bench.Store.CreateAsync(run, CancellationToken.None)).Run.Id;
    }

    private sealed class Scoped(ICurrentRun run) : IDisposable
    {
        public ICurrentRun Run => run;

        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private sealed class InScope(Scoped service) : ListTask<int>
    {
        public static readonly List<(InScope Task, Scoped Service)> Seen = [];

        public override IReadOnlyList<int> Collection() => [0, 1, 2, 3];

        public override void Process(int item)
        {
            Seen.Add((this, service));
            if (item == 2 && Seen.Count == 3) throw Run.Hold(TimeSpan.Zero, "once");
        }
    }
}
