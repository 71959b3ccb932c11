using System.Net;
using AngleSharp.Html.Dom;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Pause, resume and cancel on the page of a run.</summary>
public sealed class RunActionTests
{
    [Fact]
    [Ancestor("C251")]
    [Ancestor("C250", "C252", Better = "nobody works on it yet, so it takes effect at once")]
    public async Task Its_buttons_pause_resume_and_cancel_in_the_name_of_the_person()
    {
        await using var host = await DashboardHost.StartAsync(user: "ana");
        var path = $"{DashboardHost.Root}/runs/{(await host.Runner.StartAsync<Backfill>()).Id}";
        foreach (var (action, status) in new[] { ("pause", RunStatus.Paused), ("resume", RunStatus.Enqueued), ("cancel", RunStatus.Cancelled) })
        {
            var answer = await host.SubmitAsync((await host.PageAsync(path)).Form("/" + action));
            Assert.Equal((HttpStatusCode.SeeOther, path), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            Assert.Equal(status, (await host.Runner.FindAsync(1))!.Run.Status);
        }

        Assert.All((await host.Runner.EventsAsync(1)).Skip(1), happened => Assert.Equal("ana", happened.Actor));
    }

    [Theory]
    [InlineData("pause", "cannot go from cancelled to pausing")]
    [InlineData("resume", "cannot go from cancelled to enqueued")]
    [InlineData("cancel", "cannot go from cancelled to cancelling")]
    public async Task An_illegal_action_is_refused_on_the_page_naming_both_statuses(string action, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        await host.Runner.CancelAsync(run.Id);
        var refused = await DashboardHost.ReadAsync(await host.SubmitAsync(page.Form("/" + action)), HttpStatusCode.Conflict);
        Assert.Contains(expected, refused.Text(".notice"), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", refused.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C258")]
    public async Task Resuming_from_two_tabs_is_refused_in_the_second_naming_both_statuses()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        await host.Runner.PauseAsync(run.Id);
        var first = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        var second = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(first.Form("/resume"))).StatusCode);
        var refused = await DashboardHost.ReadAsync(await host.SubmitAsync(second.Form("/resume")), HttpStatusCode.Conflict);
        Assert.Contains("cannot go from enqueued to enqueued", refused.Text(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C261")]
    public async Task Pausing_on_a_page_that_is_older_than_a_cancel_is_refused_naming_both_statuses()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(run.Id, RunStatus.Running);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        await host.Runner.CancelAsync(run.Id);
        var refused = await DashboardHost.ReadAsync(await host.SubmitAsync(page.Form("/pause")), HttpStatusCode.Conflict);
        Assert.Contains("cannot go from cancelling to pausing", refused.Text(".notice"), StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C253")]
    [Ancestor("C254", Better = "nothing gets stuck: a cancel waits for the item in hand and needs no second one")]
    public async Task A_pausing_run_can_be_cancelled_and_a_cancelling_one_ends_by_itself()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(run.Id, RunStatus.Running);
        var path = $"{DashboardHost.Root}/runs/{run.Id}";
        await host.SubmitAsync((await host.PageAsync(path)).Form("/pause"));
        var pausing = await host.PageAsync(path);
        Assert.Equal(("pausing", "cancel"), Shown(pausing));
        await host.SubmitAsync(pausing.Form("/cancel"));
        Assert.Equal(("cancelling", ""), Shown(await host.PageAsync(path)));
        host.Gate.Open();
        await host.UntilAsync(run.Id, RunStatus.Cancelled);

        static (string, string?) Shown(IHtmlDocument page) => (page.Text("#summary .badge"), page.QuerySelector("#summary")!.GetAttribute("data-can"));
    }

    [Fact]
    [Ancestor("C257")]
    public async Task An_errored_run_is_resumed_and_is_enqueued_again()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        host.Gate.IsBroken = true;
        host.Gate.Open();
        var run = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(run.Id, RunStatus.Errored);
        host.Gate.IsBroken = false;
        await host.SubmitAsync((await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).Form("/resume"));
        host.Gate.Open(10);
        await host.UntilAsync(run.Id, RunStatus.Succeeded);
        Assert.Contains(await host.Runner.EventsAsync(run.Id), happened => happened is { From: RunStatus.Errored, To: RunStatus.Enqueued });
    }

    [Fact]
    [Avoids("Q31")]
    [Survives("S2")]
    public async Task An_address_that_names_a_task_beside_a_run_does_nothing()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        var form = (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).Form("/pause");
        form.SetAttribute("action", $"{DashboardHost.Root}/tasks/Quick/runs/{run.Id}/pause");
        await DashboardHost.ReadAsync(await host.SubmitAsync(form), HttpStatusCode.NotFound);
        Assert.Equal(RunStatus.Enqueued, (await host.Runner.FindAsync(run.Id))!.Run.Status);
    }

    [Fact]
    public async Task Resuming_beside_an_equal_active_run_is_refused_and_names_it()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        host.Gate.IsBroken = true;
        host.Gate.Open();
        var first = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(first.Id, RunStatus.Errored);
        host.Gate.IsBroken = false;
        var second = await host.Runner.StartAsync<Backfill>();
        var form = (await host.PageAsync($"{DashboardHost.Root}/runs/{first.Id}")).Form("/resume");
        var refused = await DashboardHost.ReadAsync(await host.SubmitAsync(form), HttpStatusCode.Conflict);
        Assert.Contains($"Run {second.Id} of Backfill has the same arguments", refused.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal($"{DashboardHost.Root}/runs/{second.Id}", refused.QuerySelector(".notice a")!.GetAttribute("href"));
    }
}
