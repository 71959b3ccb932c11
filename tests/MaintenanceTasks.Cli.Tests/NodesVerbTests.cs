using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Cli.Tests;

public sealed class NodesVerbTests : IDisposable
{
    private static readonly DateTime At = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);
    private static readonly string Here = $"{Environment.MachineName}:{Environment.ProcessId}";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(At));
    private readonly Cli _cli;

    public NodesVerbTests() => _cli = new Cli(services => services.AddSingleton<TimeProvider>(_time)) { Width = 400 };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Nodes_are_listed_with_build_number_of_tasks_and_what_they_work_on()
    {
        await WriteAsync("web:1", []);
        await WhileWorkingAsync(null, async () =>
        {
            await Eventually.Async(async () => (await _cli.Runner.NodesAsync()).Count == 2, "both nodes are listed");

            var rows = (await _cli.CallAsync("nodes")).Out.Split('\n').Select(line => Regex.Split(line, " {2,}")).ToArray();

            Assert.Equal(["node", "build", "tasks", "works on", "started", "seen"], rows[0]);
            Assert.Contains(["web:1", "1.0.0 (01234567)", "none: leaves the work to others", "nothing", "2026-11-23 10:00:00Z", "2026-11-23 10:00:00Z"], rows);
            var own = rows.Single(row => row[0] == Here);
            Assert.Equal(["4", "run 1: 0", "2026-11-23 10:00:00Z", "2026-11-23 10:00:00Z"], own[2..]);
        });
    }

    [Fact]
    public async Task As_json_they_have_the_names_of_their_tasks_and_their_partitions_too()
    {
        await WhileWorkingAsync(null, async () =>
        {
            await Eventually.Async(async () => (await _cli.Runner.NodesAsync()).Count == 1, "the node is listed");

            var node = Assert.Single((await _cli.CallAsync("nodes", "--json")).Json.EnumerateArray());

            Assert.Equal(["name", "build", "tasks", "partitions", "startedAt", "seenAt"], node.EnumerateObject().Select(property => property.Name));
            Assert.Equal(Here, node.GetProperty("name").GetString());
            Assert.Contains("MarkNumbers", node.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()));
            var held = Assert.Single(node.GetProperty("partitions").EnumerateArray());
            Assert.Equal((1L, 0), (held.GetProperty("run").GetInt64(), held.GetProperty("partition").GetInt32()));
            Assert.Equal("2026-11-23T10:00:00Z", node.GetProperty("seenAt").GetString());
        });
    }

    [Fact]
    public async Task No_node_is_an_answer() =>
        Assert.Equal("No node runs: neither an application with maintenance tasks nor `maintenance-tasks work`.", (await _cli.CallAsync("nodes")).Out);

    [Fact]
    public async Task The_status_of_a_run_says_that_no_running_node_works_on_its_task()
    {
        await WriteAsync("web:1", []);
        await WriteAsync("worker:2", ["WarmCaches"]);
        await _cli.Runner.StartAsync("MarkNumbers");

        Assert.Contains("\n  waits       no running node works on this task; `maintenance-tasks nodes` lists them\n", (await _cli.CallAsync("status", "1")).Out);
        Assert.True((await _cli.CallAsync("status", "1", "--json")).Json.GetProperty("lacksNode").GetBoolean());
    }

    [Fact]
    public async Task It_does_not_say_so_while_a_node_works_on_the_task()
    {
        await _cli.Runner.StartAsync("MarkNumbers");
        await WriteAsync("worker:2", ["MarkNumbers"]);

        Assert.DoesNotContain("waits", (await _cli.CallAsync("status", "1")).Out);
        Assert.False((await _cli.CallAsync("status", "1", "--json")).Json.GetProperty("lacksNode").GetBoolean());
    }

    [Fact]
    public async Task It_does_not_say_so_while_a_command_works_on_the_run() => await WhileWorkingAsync(1, async () =>
    {
        Assert.Empty(await _cli.Runner.NodesAsync());
        Assert.DoesNotContain("waits", (await _cli.CallAsync("status", "1")).Out);
    });

    private async Task WhileWorkingAsync(long? onlyRun, Func<Task> act)
    {
        _cli.Bench.HoldBack();
        var run = await _cli.Runner.StartAsync("MarkNumbers");
        using var enough = new CancellationTokenSource();
        var working = _cli.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1, onlyRun), enough.Token);
        await Eventually.Async(async () => await _cli.StatusAsync(run.Id) == RunStatus.Running, "the run is running");
        await act();
        _cli.Bench.LetAllThrough();
        await enough.CancelAsync();
        await working;
    }

    private Task WriteAsync(string name, string[] tasks) => _cli.Services.GetRequiredService<IRunStore>().WriteNodeAsync(
        new Node { Id = Guid.NewGuid(), Identity = name, Name = name, Build = "1.0.0 (01234567)", Tasks = tasks, Beat = 1, StartedAt = At, SeenAt = At },
        CancellationToken.None);
}
