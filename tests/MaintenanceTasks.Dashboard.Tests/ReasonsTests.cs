namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Why a run waits or is slow: always answered on its page.</summary>
public sealed class ReasonsTests
{
    private const string Root = DashboardHost.Root;

    [Theory]
    [InlineData(RunStatus.Enqueued, "No worker has taken it for 8 s")]
    [InlineData(RunStatus.Running, "Worked on by web-2:4711.")]
    [InlineData(RunStatus.Interrupted, "Interrupted: the process shuts down (web-2:4711). Nothing is lost")]
    [InlineData(RunStatus.Pausing, "web-2:4711 finishes the item in hand first")]
    [InlineData(RunStatus.Cancelling, "web-2:4711 finishes the item in hand first")]
    [InlineData(RunStatus.Paused, "Paused by ben, less than a minute ago.Resume goes on after 4 items")]
    [InlineData(RunStatus.Errored, "Item 5 failed. Everything before it is done and kept; resume tries it again.")]
    public async Task Each_status_says_why(RunStatus status, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await new Stage(host).InAsync(status);
        Assert.Contains(expected, (await host.PageAsync($"{Root}/runs/{run}")).Text(".reasons"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_waits_names_what_is_worked_on_instead()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        await stage.InAsync(RunStatus.Running, "Quick");
        var run = await stage.InAsync(RunStatus.Enqueued);
        var reasons = (await host.PageAsync($"{Root}/runs/{run}")).Text(".reasons");
        Assert.Contains("1 other run is being worked on; a process works on 2 partitions at the same time.", reasons, StringComparison.Ordinal);
        Assert.Contains("This process only serves pages", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_run_says_when_it_goes_on()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        var lease = await stage.RunningAsync("Backfill", TimeSpan.FromMinutes(3), 4, 10);
        await stage.ReleaseAsync(lease, "the replica lags", TimeSpan.FromMinutes(5));
        Assert.Contains("It goes on by itself in 4 min", (await host.PageAsync($"{Root}/runs/{lease.RunId}")).Text(".reasons"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needs_a_look_comes_first_on_the_overview()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        await stage.InAsync(RunStatus.Errored);
        await stage.EnqueuedAsync("Quick", TimeSpan.FromMinutes(5));
        await stage.FailAsync(await stage.RunningAsync("ReadLines", TimeSpan.FromDays(9), 1, 2), Stage.Error("2"), TimeSpan.FromDays(8));
        await stage.InAsync(RunStatus.Running, "Holds");
        var attention = (await host.PageAsync(Root)).QuerySelectorAll(".attention li").Select(item => item.TextContent).ToArray();
        Assert.Equal(2, attention.Length);
        Assert.Contains("The CRM did not answer within 30 s.", attention[0], StringComparison.Ordinal);
        Assert.Contains("Waits for a worker since 5 min", attention[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_whose_task_has_succeeded_since_needs_no_look()
    {
        await using var host = await DashboardHost.StartAsync();
        var stage = new Stage(host);
        await stage.InAsync(RunStatus.Errored);
        await stage.InAsync(RunStatus.Succeeded);
        Assert.Empty((await host.PageAsync(Root)).QuerySelectorAll(".attention li"));
    }

    [Fact]
    public void A_heartbeat_is_of_the_time_at_which_it_was_seen_to_rise()
    {
        var watch = new BeatWatch();
        var claimed = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Partition partition = new() { RunId = 1, Number = 0, Owner = "a", ClaimedAt = claimed, Beat = 1, Epoch = 1 };
        Assert.Equal(claimed, watch.LastSign(partition, claimed.AddSeconds(10)));
        Assert.Equal(claimed.AddSeconds(12), watch.LastSign(partition with { Beat = 2 }, claimed.AddSeconds(12)));
        Assert.Equal(claimed.AddSeconds(12), watch.LastSign(partition with { Beat = 2 }, claimed.AddSeconds(40)));
        Assert.Equal(claimed.AddSeconds(30), watch.LastSign(partition with { Beat = 2, MovedAt = claimed.AddSeconds(30) }, claimed.AddSeconds(40)));
        Assert.Null(watch.LastSign(partition with { Owner = null }, claimed.AddSeconds(41)));
    }
}
