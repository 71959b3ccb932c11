using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Cli.Tests;

public sealed partial class StatusVerbTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly Cli _cli;

    // Wide, because the length of the machine's name would decide where lines break.
    public StatusVerbTests() => _cli = new Cli(services => services.AddSingleton<TimeProvider>(_time)) { Width = 400 };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Everything_an_operator_needs_is_shown()
    {
        var run = await StartFailingAsync();
        await _cli.WorkAndCountUntilAsync(run.Id, RunStatus.Errored);

        var answer = await _cli.CallAsync("status", "1");

        Assert.StartsWith(
            """
            Run 1 of FailOnNumber: errored
              progress 1 of 3 (33%)
              error Item 1: The number 2 is broken.
              argument Number = 2
              delivery per item: a crash repeats at most the item in hand
              build BUILD
              started by ada
              metadata ticket = OPS-7
              key deploy-42
              created 2026-11-23 10:00:00Z
              started 2026-11-23 10:00:00Z
              ended 2026-11-23 10:00:00Z

            Partitions
              # worker done cursor epoch claims moved
              0 (free) 1 0 2 0 2026-11-23 10:00:00Z

            Events (newest 5 of 5)
              # at what who where
              1 2026-11-23 10:00:00Z enqueued ada HOST
              2 2026-11-23 10:00:00Z claimed partition 0, epoch 1 worker HOST
              3 2026-11-23 10:00:00Z enqueued -> running worker HOST
              4 2026-11-23 10:00:00Z released partition 0, epoch 1: an error worker HOST
              5 2026-11-23 10:00:00Z running -> errored: Item 1: The number 2 is broken. worker HOST

            System.InvalidOperationException at item 1
            System.InvalidOperationException: The number 2 is broken.
               at MaintenanceTasks.Cli.Tests.FailOnNumber.Process(Int32 item)
            """,
            Comparable(answer.Out));
        Assert.Equal((0, ""), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task The_worker_of_a_partition_is_named()
    {
        _cli.Bench.HoldBack();
        var run = await _cli.Runner.StartAsync("MarkNumbers");
        using var enough = new CancellationTokenSource();
        var working = _cli.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1), enough.Token);
        await Eventually.Async(async () => await _cli.StatusAsync(run.Id) == RunStatus.Running, "the run is running");

        var answer = await _cli.CallAsync("status", "1");

        Assert.Contains("\n  0 HOST 0 1 1 never", Comparable(answer.Out));
        _cli.Bench.LetAllThrough();
        await enough.CancelAsync();
        await working;
    }

    [Fact]
    public async Task The_partitions_of_a_run_are_shown_with_where_they_begin_and_end()
    {
        var run = await _cli.Runner.StartAsync(
            "MarkNumbers", new Dictionary<string, string?> { ["Last"] = "10" }, new StartOptions { Parallelism = 2 });
        await _cli.WorkUntilAsync(run.Id, RunStatus.Succeeded);

        var answer = await _cli.CallAsync("status", "1");
        var json = (await _cli.CallAsync("status", "1", "--json")).Json.GetProperty("partitions");

        Assert.Contains(
            """
              # worker done from to cursor epoch claims moved
              0 (finished) 5 (begin) 4 4 2 0 2026-11-23 10:00:00Z
              1 (finished) 5 4 (end) 9 2 0 2026-11-23 10:00:00Z
            """,
            Comparable(answer.Out));
        Assert.Equal([(null, "4"), ("4", null)], json.EnumerateArray().Select(part => (part.GetProperty("from").GetString(), part.GetProperty("to").GetString())));
    }

    [Fact]
    public async Task As_json_it_has_everything_too()
    {
        var run = await StartFailingAsync();
        await _cli.WorkUntilAsync(run.Id, RunStatus.Errored);

        var json = (await _cli.CallAsync("status", "1", "--json")).Json;

        Assert.Equal(
            [
                "id", "task", "status", "ticks", "total", "totalKind", "skipped", "affected",
                "timeRunningSeconds", "itemsPerSecond", "delivery", "build", "parallelism", "arguments", "startedBy", "metadata", "idempotencyKey", "createdAt",
                "startedAt", "endedAt", "heldUntil", "heldReason", "error", "lacksNode", "partitions", "events", "skippedItems",
            ],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal("errored", json.GetProperty("status").GetString());
        Assert.Equal("2", json.GetProperty("arguments").GetProperty("Number").GetString());
        Assert.Equal("2026-11-23T10:00:00Z", json.GetProperty("createdAt").GetString());
        Assert.Equal("Item 1: The number 2 is broken.", json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(
            ["number", "scope", "error", "done", "from", "to", "cursor", "ticks", "worker", "epoch", "beat", "attempts", "claimedAt", "movedAt"],
            json.GetProperty("partitions")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["number", "at", "kind", "from", "to", "partition", "epoch", "actor", "node", "text"],
            json.GetProperty("events")[0].EnumerateObject().Select(property => property.Name));
    }

    private Task<Run> StartFailingAsync() => _cli.Runner.StartAsync(
        "FailOnNumber",
        new Dictionary<string, string?> { ["Number"] = "2" },
        new StartOptions { StartedBy = "ada", IdempotencyKey = "deploy-42", Metadata = new Dictionary<string, string> { ["ticket"] = "OPS-7" } });

    /// <summary>The text without the widths of columns, the name of this machine and the build of these tests.</summary>
    private static string Comparable(string text) =>
        Build().Replace(Gaps().Replace(text.Replace($"{Environment.MachineName}:{Environment.ProcessId}", "HOST", StringComparison.Ordinal), " "), "build BUILD");

    [GeneratedRegex(@"build [0-9a-f]{32}")]
    private static partial Regex Build();

    [GeneratedRegex(@"(?<=\S) {2,}")]
    private static partial Regex Gaps();
}
