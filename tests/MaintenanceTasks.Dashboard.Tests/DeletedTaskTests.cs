using System.Net;
using AngleSharp.Html.Dom;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Runs of a task whose class is gone.</summary>
public sealed class DeletedTaskTests
{
    private const string Name = "Deleted/Task 1";

    [Fact, Ancestor("C229", "C234", "C238", "C239", "C272"), Avoids("Q15")]
    public async Task The_list_and_the_page_of_the_task_show_its_runs_also_with_arguments_and_nothing_can_be_started()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await CreateAsync(host);

        var link = (await host.PageAsync(DashboardHost.Root)).QuerySelector("[aria-labelledby=unknown-title] td a")!;
        var page = await host.PageAsync(link.GetAttribute("href")!);

        Assert.Equal(Name, link.TextContent);
        Assert.Contains("does not know this task", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains($"Run {run}", page.Text("#active"), StringComparison.Ordinal);
        Assert.True(((IHtmlButtonElement)page.QuerySelector("main button")!).IsDisabled);
        Assert.Empty(page.Forms);
    }

    [Fact, Avoids("Q15")]
    public async Task The_page_of_a_run_shows_its_arguments_and_offers_no_resume()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await CreateAsync(host);
        await host.Runner.PauseAsync(run);

        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run}");

        Assert.Equal("a b", page.Text("[aria-labelledby=arguments-title] dd"));
        Assert.Contains("does not know the task of this run", page.Text("#summary"), StringComparison.Ordinal);
        Assert.Equal("cancel", page.QuerySelector("#summary")!.GetAttribute("data-can"));
    }

    [Fact, Ancestor("C255")]
    public async Task A_paused_run_can_be_cancelled()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await CreateAsync(host);
        await host.Runner.PauseAsync(run);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run}");

        Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(page.Form("/cancel"))).StatusCode);

        Assert.Equal(RunStatus.Cancelled, (await host.Runner.FindAsync(run))!.Run.Status);
        Assert.Contains("cancelled", (await host.PageAsync($"{DashboardHost.Root}/tasks/{Name}")).Text("#history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resume_is_refused_and_says_what_to_do()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await CreateAsync(host);
        await host.Runner.PauseAsync(run);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run}");

        var answer = await DashboardHost.ReadAsync(await host.SubmitAsync(page.Form("/resume")), HttpStatusCode.Conflict);

        Assert.Contains($"Run {run} is of the task '{Name}', which this application does not know", answer.Text(".notice"), StringComparison.Ordinal);
        Assert.Contains("Deploy the task again and resume, or cancel the run.", answer.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Paused, (await host.Runner.FindAsync(run))!.Run.Status);
    }

    private static async Task<long> CreateAsync(DashboardHost host) => (await host.CreateRunAsync(Name, null, ("Prefix", "a b"))).Id;
}
