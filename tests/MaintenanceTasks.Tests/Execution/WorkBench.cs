using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>The real engine over an in-memory store: with a worker when asked for, or slice by slice in the hand of the test.</summary>
internal sealed class WorkBench : IAsyncDisposable
{
    private readonly List<(Task Working, CancellationTokenSource Stopping)> _workers = [];

    public WorkBench(
        Action<MaintenanceTasksOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? add = null,
        Action<MaintenanceTasksBuilder>? tasks = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Script);
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(NullLogger<>)));
        if (time is not null) services.AddSingleton(time);
        var builder = services.AddMaintenanceTasks(options =>
        {
            options.PollInterval = TimeSpan.FromMilliseconds(10);
            configure?.Invoke(options);
        });
        builder.UseInMemoryStore().AddTask<Scripted>();
        tasks?.Invoke(builder);
        add?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    public Script Script { get; } = new();

    public InMemoryRunStore Store => Services.GetRequiredService<InMemoryRunStore>();

    public TaskRunner Runner => Services.GetRequiredService<TaskRunner>();

    public LeaseKeeper Leases => Services.GetRequiredService<LeaseKeeper>();

    public DateTime Now => Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;

    public void StartWorker(int slices = 2, long? runId = null)
    {
        var stopping = new CancellationTokenSource();
        _workers.Add((Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(slices, runId), stopping.Token), stopping));
    }

    /// <summary>Asks the worker to stop, without waiting for it.</summary>
    public Task BeginStop()
    {
        var (working, stopping) = _workers[^1];
        stopping.Cancel();
        return working;
    }

    public async Task StopAsync()
    {
        await BeginStop().WaitAsync(Wait.Patience);
        _workers.RemoveAt(_workers.Count - 1);
    }

    /// <summary>Starts a run of the scripted task and brings it to an item that waits.</summary>
    public async Task<(Run Run, Gate Gate)> StartUntilAsync(int item, bool heedsToken = false)
    {
        var gate = Script.GateOn(item, heedsToken);
        var run = await Runner.StartAsync<Scripted>();
        await gate.ReachedAsync();
        return (run, gate);
    }

    public async Task<Run> UntilAsync(long runId, RunStatus status)
    {
        Run? run = null;
        await Wait.UntilAsync(async () => (run = (await Runner.FindAsync(runId))?.Run)?.Status == status, $"run {runId} {status.Word()}");
        return run!;
    }

    public async Task<Partition> PartitionAsync(long runId) => (await Store.FindAsync(runId, CancellationToken.None))!.Partitions.Single();

    public async Task<RunStatus> StatusAsync(long runId) => (await RunAsync(runId)).Status;

    public async Task<Run> RunAsync(long runId) => (await Store.FindAsync(runId, CancellationToken.None))!.Run;

    /// <summary>Asks for a status that people can ask for; for the others it asks for nothing.</summary>
    public Task AskForAsync(long runId, RunStatus status) => status switch
    {
        RunStatus.Paused => Runner.PauseAsync(runId),
        RunStatus.Cancelled => Runner.CancelAsync(runId),
        _ => Task.CompletedTask,
    };

    /// <summary>Claims the next partition and performs its slice here and now.</summary>
    /// <param name="beforeItsEnd">What happens elsewhere after the work and before its end is written, or null.</param>
    public async Task<SliceOutcome> PerformSliceAsync(Func<Run, Task>? beforeItsEnd = null)
    {
        var claim = await Services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None);
        Assert.NotNull(claim);
        var (run, partition, slice, _) = claim;
        using (slice)
        {
            var outcome = await Services.GetRequiredService<RunExecutor>().ExecuteAsync(run, partition, slice);
            if (beforeItsEnd is not null) await beforeItsEnd(run);
            await Services.GetRequiredService<SliceSettler>().SettleAsync(slice, outcome);
            return outcome;
        }
    }

    /// <summary>A worker that claims and dies at once.</summary>
    public async Task DieAsync(long runId, Func<Task>? whileHeld = null)
    {
        var claim = await Services.GetRequiredService<PartitionClaimer>().ClaimAsync(runId, CancellationToken.None);
        Assert.NotNull(claim);
        claim.Slice.Dispose();
        if (whileHeld is not null) await whileHeld();
        await RescueAsync(runId);
    }

    public async Task RescueAsync(long runId)
    {
        var seen = await PartitionAsync(runId);
        var at = Now;
        Assert.NotNull(await Store.ChangeAsync(
            runId, change => LeaseMoves.Rescue(change, seen, at, new Actor("rescuer", null), "dead"), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (working, stopping) in _workers)
        {
            await stopping.CancelAsync();
            await working.WaitAsync(Wait.Patience);
            stopping.Dispose();
        }

        await Services.DisposeAsync();
    }
}
