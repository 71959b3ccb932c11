using MaintenanceTasks.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>Which processes take part: each writes itself, and takes others off the list when they are gone.</summary>
public sealed class NodeRegisterTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryRunStore _store = new();
    private readonly KnownProcesses _processes = new();

    [Fact]
    public async Task A_node_lists_itself_with_its_tasks_and_its_build()
    {
        await Register().LookAsync(works: true, CancellationToken.None);
        var node = Assert.Single(await NodesAsync());
        Assert.Equal([nameof(Scripted)], node.Tasks);
        Assert.Equal((new NodeIdentity(_processes).Text, new NodeIdentity(_processes).Name, 1L), (node.Identity, node.Name, node.Beat));
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+[^ ]* \([0-9a-f]{8}\)$", node.Build);
    }

    [Fact]
    public async Task A_node_that_leaves_the_work_to_others_lists_no_tasks()
    {
        await Register().LookAsync(works: false, CancellationToken.None);
        Assert.Empty(Assert.Single(await NodesAsync()).Tasks);
    }

    [Fact]
    public async Task It_is_written_once_a_lease_time_however_often_it_looks()
    {
        var register = Register();
        for (var second = 0; second < 60; second += 5)
        {
            await register.LookAsync(works: true, CancellationToken.None);
            Pass(5);
        }

        Assert.Equal(3, Assert.Single(await NodesAsync()).Beat);
    }

    [Fact]
    public async Task A_node_that_leaves_is_gone_at_once()
    {
        var register = Register();
        await register.LookAsync(works: true, CancellationToken.None);
        await register.LeaveAsync();
        Assert.Empty(await NodesAsync());
    }

    [Fact]
    public async Task A_node_of_another_host_is_gone_after_three_lease_times_of_silence_on_the_own_clock_whatever_its_clock_says()
    {
        var foreign = await WriteAsync("far|other-boot|pid:[1]|17|99", seenAt: _time.GetUtcNow().UtcDateTime.AddYears(-1));
        var register = Register();
        for (var second = 0; second < 60; second += 5)
        {
            await register.LookAsync(works: true, CancellationToken.None);
            Assert.Contains(await NodesAsync(), node => node.Id == foreign.Id);
            Pass(5);
        }

        await register.LookAsync(works: true, CancellationToken.None);
        Assert.DoesNotContain(await NodesAsync(), node => node.Id == foreign.Id);
    }

    [Fact]
    public async Task A_node_that_writes_itself_is_never_taken_off()
    {
        var foreign = await WriteAsync("far|other-boot|pid:[1]|17|99");
        var register = Register();
        for (var beat = 2; beat < 20; beat++)
        {
            await register.LookAsync(works: true, CancellationToken.None);
            Pass(20);
            await _store.WriteNodeAsync(foreign with { Beat = beat }, CancellationToken.None);
        }

        Assert.Equal(2, (await NodesAsync()).Count);
    }

    [Fact]
    public async Task A_dead_process_of_this_host_is_gone_at_the_next_look_without_another_read()
    {
        var other = await WriteAsync("here|boot|pid:[1]|17|99");
        var register = Register();
        await register.LookAsync(works: true, CancellationToken.None);
        Assert.Equal(2, (await NodesAsync()).Count);
        _processes.Dead.Add((17, 99));
        Pass(5);
        await register.LookAsync(works: true, CancellationToken.None);
        Assert.DoesNotContain(await NodesAsync(), node => node.Id == other.Id);
    }

    [Fact]
    public async Task A_node_that_was_taken_off_while_it_stood_still_lists_itself_again()
    {
        var register = Register();
        await register.LookAsync(works: true, CancellationToken.None);
        await _store.RemoveNodeAsync((await NodesAsync()).Single().Id, null, CancellationToken.None);
        Pass(20);
        await register.LookAsync(works: true, CancellationToken.None);
        Assert.Single(await NodesAsync());
    }

    [Fact]
    public async Task A_worker_is_a_node_with_the_partitions_it_holds_until_it_stops()
    {
        await using var bench = new WorkBench();
        var gate = bench.Script.GateOn(0);
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker();
        await gate.ReachedAsync();
        await Wait.UntilAsync(async () => (await bench.Runner.NodesAsync()).Count == 1, "a node");
        var (node, partitions) = (await bench.Runner.NodesAsync()).Single();
        Assert.Equal((run.Id, 0, node.Name), (partitions.Single().RunId, partitions.Single().Number, partitions.Single().Worker));
        gate.Open();
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        await bench.StopAsync();
        Assert.Empty(await bench.Runner.NodesAsync());
    }

    [Fact]
    public async Task Who_works_on_one_run_alone_is_no_node()
    {
        await using var bench = new WorkBench();
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.StartWorker(runId: run.Id);
        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Empty(await bench.Runner.NodesAsync());
    }

    [Fact]
    public async Task A_store_that_does_not_answer_stops_nobody_from_leaving()
    {
        await using var bench = new WorkBench(add: FaultyStore.AddTo);
        bench.StartWorker();
        await Wait.UntilAsync(async () => (await bench.Runner.NodesAsync()).Count == 1, "a node");
        FaultyStore.Of(bench).Fault = method =>
        {
            if (method == nameof(IRunStore.RemoveNodeAsync)) throw new RunStoreUnavailableException("away");
        };
        await bench.StopAsync();
        Assert.Single(await bench.Runner.NodesAsync());
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private Task<IReadOnlyList<Node>> NodesAsync() => _store.NodesAsync(CancellationToken.None);

    private async Task<Node> WriteAsync(string identity, DateTime? seenAt = null)
    {
        var at = _time.GetUtcNow().UtcDateTime;
        var node = new Node
        {
            Id = Guid.NewGuid(),
            Identity = identity,
            Name = "far:17",
            Build = "1.0.0",
            Tasks = [],
            Beat = 1,
            StartedAt = at,
            SeenAt = seenAt ?? at,
        };
        await _store.WriteNodeAsync(node, CancellationToken.None);
        return node;
    }

    private NodeRegister Register() => new(
        _store, new TaskCatalog([typeof(Scripted)]), new NodeIdentity(_processes), Options.Create(new MaintenanceTasksOptions()), _time,
        NullLogger<NodeRegister>.Instance);
}
