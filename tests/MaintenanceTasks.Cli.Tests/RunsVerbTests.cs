using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Cli.Tests;

public sealed class RunsVerbTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
    private readonly Cli _cli;

    public RunsVerbTests() => _cli = new Cli(services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        await StartThreeAsync();

        var answer = await _cli.CallAsync("runs");

        Assert.Equal(
            """
            run  task          status     done           created               started by
            3    FailOnNumber  errored    1 of 3 (33%)   2026-11-23 10:02:00Z  ada
            2    WarmCaches    paused     0 done         2026-11-23 10:01:00Z
            1    MarkNumbers   succeeded  5 of 5 (100%)  2026-11-23 10:00:00Z  ada
            """,
            answer.Out);
    }

    [Theory]
    [InlineData("2", "runs", "WarmCaches")]
    [InlineData("3 1", "runs", "--status", "succeeded,errored")]
    [InlineData("3 2", "runs", "--status", "paused", "--status", "errored")]
    [InlineData("3", "runs", "--limit", "1")]
    [InlineData("", "runs", "--status", "running")]
    public async Task Runs_are_chosen_by_task_status_and_number(string ids, params string[] words)
    {
        await StartThreeAsync();

        var answer = await _cli.CallAsync([.. words, "--json"]);

        Assert.Equal(ids, string.Join(' ', answer.Json.EnumerateArray().Select(run => run.GetProperty("id").GetInt64())));
    }

    [Fact]
    public async Task No_run_is_an_answer()
    {
        var answer = await _cli.CallAsync("runs", "WarmCaches");

        Assert.Equal((0, "There are no such runs.", ""), (answer.Code, answer.Out, answer.Error));
    }

    private async Task StartThreeAsync()
    {
        var numbers = await _cli.Runner.StartAsync("MarkNumbers", options: new StartOptions { StartedBy = "ada" });
        await _cli.WorkAndCountUntilAsync(numbers.Id, RunStatus.Succeeded);
        _time.Advance(TimeSpan.FromMinutes(1));
        var caches = await _cli.Runner.StartAsync("WarmCaches");
        await _cli.Runner.PauseAsync(caches.Id);
        _time.Advance(TimeSpan.FromMinutes(1));
        var two = new Dictionary<string, string?> { ["Number"] = "2" };
        var failing = await _cli.Runner.StartAsync("FailOnNumber", two, new StartOptions { StartedBy = "a\u001bda" });
        await _cli.WorkAndCountUntilAsync(failing.Id, RunStatus.Errored);
    }
}
