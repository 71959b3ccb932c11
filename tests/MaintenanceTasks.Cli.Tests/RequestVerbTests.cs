namespace MaintenanceTasks.Cli.Tests;

public sealed class RequestVerbTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    [Avoids("Q53")]
    public async Task A_run_that_nobody_works_on_is_paused_resumed_and_cancelled_at_once()
    {
        await _cli.Runner.StartAsync("MarkNumbers");

        Assert.Equal("Run 1 of MarkNumbers is paused.", (await _cli.CallAsync("pause", "1")).Out);
        Assert.Equal(
            "Run 1 of MarkNumbers is enqueued. The running application goes on with it, or `maintenance-tasks work` does.",
            (await _cli.CallAsync("resume", "1")).Out);
        var cancelled = await _cli.CallAsync("cancel", "1");

        Assert.Equal((0, "Run 1 of MarkNumbers is cancelled.", ""), (cancelled.Code, cancelled.Out, cancelled.Error));
        Assert.Equal(RunStatus.Cancelled, await _cli.StatusAsync(1));
    }

    [Fact]
    [Survives("S16")]
    public async Task Who_asked_is_kept_as_user_and_host()
    {
        await _cli.Runner.StartAsync("MarkNumbers");
        await _cli.CallAsync("pause", "1");

        var paused = (await _cli.Runner.EventsAsync(1)).Last(happened => happened.Kind == RunEventKind.Status);

        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", paused.Actor);
    }

    [Fact]
    public async Task As_json_the_run_is_printed_as_it_is_afterwards()
    {
        await _cli.Runner.StartAsync("MarkNumbers");

        Assert.Equal("paused", (await _cli.CallAsync("pause", "1", "--json")).Json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("pause", "succeeded to pausing: succeeded is final")]
    [InlineData("resume", "succeeded to enqueued: succeeded is final")]
    [InlineData("cancel", "succeeded to cancelling: succeeded is final")]
    public async Task What_a_status_does_not_allow_is_refused_with_both_statuses_named(string verb, string reason)
    {
        var run = await _cli.Runner.StartAsync("WarmCaches");
        await _cli.WorkUntilAsync(run.Id, RunStatus.Succeeded);

        var answer = await _cli.CallAsync(verb, "1");

        Assert.Equal((2, "", $"Run 1 of WarmCaches cannot go from {reason}."), (answer.Code, answer.Out, answer.Error));
    }
}
