using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks.Cli.Tests;

public sealed class WaitingTests : IDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);
    private readonly Cli _cli = new();
    private readonly StopSignal _stop = new(_ => Assert.Fail("ended at once"));

    public void Dispose()
    {
        _cli.Dispose();
        _stop.Dispose();
    }

    [Fact]
    public async Task Where_nobody_else_works_the_run_is_done_here()
    {
        var answer = await _cli.CallAsync("perform", "MarkNumbers", "--wait");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal([1, 2, 3, 4, 5], _cli.Bench.Marks);
        Assert.StartsWith("Run 1 of MarkNumbers\n", answer.Out);
        Assert.Matches(@"\nRun 1 of MarkNumbers succeeded: 5 done in [0-9.]+ s", answer.Out);
    }

    [Fact]
    public async Task A_queue_that_fails_keeps_nobody_from_working()
    {
        using var cli = new Cli(services => services.Replace(ServiceDescriptor.Singleton<IRunQueue, BrokenQueue>()));

        var answer = await cli.CallAsync("perform", "MarkNumbers", "--wait");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal([1, 2, 3, 4, 5], cli.Bench.Marks);
    }

    [Fact]
    public async Task No_other_run_is_worked_on()
    {
        var other = await _cli.Runner.StartAsync("WarmCaches");

        await _cli.CallAsync("perform", "MarkNumbers", "--wait");

        Assert.Equal(RunStatus.Enqueued, await _cli.StatusAsync(other.Id));
    }

    [Fact]
    public async Task Where_somebody_else_works_the_run_is_only_followed()
    {
        using var cli = new Cli { Times = _cli.Times with { ClaimWait = Never } };
        cli.Bench.HoldBack();
        var run = await cli.Runner.StartAsync("MarkNumbers");

        var following = cli.CallAsync("wait", "1");
        var working = cli.WorkUntilAsync(run.Id, RunStatus.Succeeded);
        cli.Bench.LetAllThrough();
        var answer = await following;
        await working;

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal([1, 2, 3, 4, 5], cli.Bench.Marks);
        Assert.Single(await ClaimsAsync(cli, run.Id));
    }

    [Fact]
    public async Task While_somebody_else_holds_the_lease_the_own_offer_does_nothing()
    {
        _cli.Bench.HoldBack();
        var run = await _cli.Runner.StartAsync("MarkNumbers");
        using var enough = new CancellationTokenSource();
        var working = _cli.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1), enough.Token);
        await Eventually.Async(async () => await _cli.StatusAsync(run.Id) == RunStatus.Running, "the run is running");

        var following = _cli.CallAsync("wait", "1");
        _cli.Bench.LetAllThrough();
        var answer = await following;
        await enough.CancelAsync();
        await working;

        Assert.Equal(0, answer.Code);
        Assert.Equal([1, 2, 3, 4, 5], _cli.Bench.Marks);
        Assert.Single(await ClaimsAsync(_cli, run.Id));
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGHUP, 129)]
    [Survives("F76")]
    public async Task A_signal_leaves_the_run_interrupted_and_a_later_wait_finishes_it_without_a_repeat(PosixSignal signal, int code)
    {
        _cli.Bench.HoldBack();
        var performing = _cli.CallAsync(_stop, "perform", "MarkNumbers", "--wait");
        _cli.Bench.LetThrough(2);
        await Eventually.Async(() => _cli.Bench.Marks.Count == 2, "two items are done");
        await _cli.CountedAsync(1);

        _stop.Receive(signal);
        _cli.Bench.LetThrough(1);
        var interrupted = await performing;

        Assert.Equal(code, interrupted.Code);
        Assert.Equal(
            "Run 1 of MarkNumbers is interrupted after 3 of 5 (60%). The next worker goes on from there: the running application, "
            + "`maintenance-tasks work`, or `maintenance-tasks wait 1`.",
            interrupted.Error);
        Assert.Equal(RunStatus.Interrupted, await _cli.StatusAsync(1));

        _cli.Bench.LetAllThrough();
        var finished = await _cli.CallAsync("wait", "1");

        Assert.Equal((0, ""), (finished.Code, finished.Error));
        Assert.Equal([1, 2, 3, 4, 5], _cli.Bench.Marks);
    }

    [Fact]
    [Survives("F77")]
    public async Task When_another_process_does_the_work_a_signal_only_ends_the_watching()
    {
        using var cli = new Cli { Times = _cli.Times with { ClaimWait = Never } };
        cli.Bench.HoldBack();
        var run = await cli.Runner.StartAsync("MarkNumbers");
        using var enough = new CancellationTokenSource();
        var working = cli.Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1), enough.Token);
        await Eventually.Async(async () => await cli.StatusAsync(run.Id) == RunStatus.Running, "the run is running");

        var following = cli.CallAsync(_stop, "wait", "1");
        _stop.Receive(PosixSignal.SIGINT);
        var answer = await following;

        Assert.Equal(130, answer.Code);
        Assert.Equal(
            $"Run 1 of MarkNumbers goes on in the process {Environment.MachineName}:{Environment.ProcessId}; only the watching ended. "
            + "`maintenance-tasks wait 1` watches again.",
            answer.Error);
        Assert.Equal(RunStatus.Running, await cli.StatusAsync(run.Id));
        cli.Bench.LetAllThrough();
        await Eventually.Async(async () => await cli.StatusAsync(run.Id) == RunStatus.Succeeded, "the other process has finished the run");
        await enough.CancelAsync();
        await working;
    }

    [Fact]
    public async Task A_run_that_is_paused_by_somebody_ends_the_waiting()
    {
        _cli.Bench.HoldBack();
        var performing = _cli.CallAsync("perform", "MarkNumbers", "--wait");
        _cli.Bench.LetThrough(1);
        await Eventually.Async(() => _cli.Bench.Marks.Count == 1, "an item is done");
        await _cli.CountedAsync(1);

        await _cli.Runner.PauseAsync(1);
        _cli.Bench.LetThrough(1);
        var answer = await performing;

        Assert.Equal((3, "Run 1 of MarkNumbers is paused after 2 of 5 (40%). `maintenance-tasks resume 1` goes on."), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_by_somebody_ends_the_waiting()
    {
        using var cli = new Cli { Times = _cli.Times with { ClaimWait = Never } };
        await cli.Runner.StartAsync("MarkNumbers");
        var following = cli.CallAsync("wait", "1");

        await cli.Runner.CancelAsync(1);
        var answer = await following;

        Assert.Equal((3, "Run 1 of MarkNumbers was cancelled after 0 done."), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task A_run_that_errors_says_where_and_what_to_do()
    {
        var answer = await _cli.CallAsync("perform", "FailOnNumber", "--arg", "Number=2", "--wait");

        Assert.Equal(1, answer.Code);
        Assert.Equal(
            "Run 1 of FailOnNumber errored after 1 of 3 (33%): Item 1: The number 2 is broken.\n"
            + "`maintenance-tasks status 1` shows the stack trace; `maintenance-tasks resume 1` goes on at the same item.",
            answer.Error);
    }

    [Theory]
    [InlineData(0, "succeeded", "MarkNumbers")]
    [InlineData(1, "errored", "FailOnNumber", "--arg", "Number=2")]
    public async Task As_json_standard_output_has_the_run_and_nothing_else(int code, string status, params string[] words)
    {
        var answer = await _cli.CallAsync(["perform", .. words, "--wait", "--json"]);

        Assert.Equal((code, status), (answer.Code, answer.Json.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_run_that_has_ended_needs_no_waiting()
    {
        var run = await _cli.Runner.StartAsync("WarmCaches");
        await _cli.WorkUntilAsync(run.Id, RunStatus.Succeeded);

        var answer = await _cli.CallAsync("wait", "1");

        Assert.Equal(0, answer.Code);
        Assert.Contains("Run 1 of WarmCaches succeeded", answer.Out);
    }

    [Fact]
    public async Task A_run_of_a_task_that_this_application_does_not_have_is_only_followed()
    {
        await _cli.Services.GetRequiredService<IRunStore>().CreateAsync(
            new NewRun
            {
                Task = "Gone",
                Arguments = new Dictionary<string, string?>(),
                ParameterHash = "",
                Token = Guid.NewGuid(),
                CreatedAt = default,
                Actor = new Actor("ada", null),
            },
            TestContext.Current.CancellationToken);

        var following = _cli.CallAsync("wait", "1");
        await _cli.Runner.CancelAsync(1);
        var answer = await following;

        Assert.Equal(3, answer.Code);
        Assert.StartsWith("This application has no task 'Gone': another process has to work on it, this one only follows.\n", answer.Error);
    }

    private static async Task<IEnumerable<RunEvent>> ClaimsAsync(Cli cli, long runId) =>
        (await cli.Runner.EventsAsync(runId)).Where(happened => happened.Kind == RunEventKind.Claimed);

    private sealed class BrokenQueue : IRunQueue
    {
        public Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) =>
            Task.FromException(new InvalidOperationException("the queue is away"));
    }
}
