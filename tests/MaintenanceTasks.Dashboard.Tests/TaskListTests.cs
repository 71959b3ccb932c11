using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class TaskListTests
{
    [Fact]
    public async Task Tasks_are_listed_with_the_status_of_their_newest_run_and_new_ones_first()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.CancelAsync((await host.Runner.StartAsync<Backfill>()).Id);
        var page = await host.PageAsync(DashboardHost.Root);
        var rows = page.QuerySelectorAll("[aria-labelledby=tasks-title] tbody tr").Select(row => row.Text("td")).ToArray();
        Assert.StartsWith("Backfill", rows[^1], StringComparison.Ordinal);
        Assert.Equal("cancelled", page.Text("[aria-labelledby=tasks-title] tbody tr:last-child .badge"));
        Assert.Equal("new", page.Text("[aria-labelledby=tasks-title] tbody tr:first-child .badge"));
        Assert.Null(page.QuerySelector("#active-title"));
    }

    [Fact]
    [Ancestor("C262")]
    public async Task The_first_page_is_titled_and_links_every_task()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(DashboardHost.Root);
        Assert.Equal("Tasks · Maintenance tasks", page.Title);
        Assert.Equal("Maintenance tasks", page.Text("header a"));
        var links = page.QuerySelectorAll("[aria-labelledby=tasks-title] td a");
        Assert.Equal(
            host.Application.Services.GetRequiredService<TaskCatalog>().Names.Order(StringComparer.Ordinal),
            links.Select(link => link.TextContent).Order(StringComparer.Ordinal));
        foreach (var link in links) Assert.Equal(link.TextContent, (await host.PageAsync(link.GetAttribute("href")!)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Active_runs_come_first_with_their_progress()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        host.Gate.Open(3);
        var run = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(run.Id, found => found is { Ticks: >= 1, Total: not null });
        var page = await host.PageAsync(DashboardHost.Root);
        Assert.Equal(["Active now", "All tasks"], page.QuerySelectorAll("h2").Select(title => title.TextContent));
        Assert.Contains("of 10 items", page.Text(".cards .figures"), StringComparison.Ordinal);
    }

    [Fact, Ancestor("C238", "C239")]
    public async Task Runs_of_a_deleted_task_stay_visible_and_can_be_cancelled()
    {
        await using var host = await DashboardHost.StartAsync();
        var created = await host.CreateRunAsync("Deleted/Task 1");
        var link = (await host.PageAsync(DashboardHost.Root)).QuerySelector("[aria-labelledby=unknown-title] td a")!;
        Assert.Equal("Deleted/Task 1", link.TextContent);
        var task = await host.PageAsync(link.GetAttribute("href")!);
        Assert.Contains("does not know this task", task.Text("main"), StringComparison.Ordinal);
        Assert.Empty(task.Forms);
        var run = await host.PageAsync($"{DashboardHost.Root}/runs/{created.Id}");
        Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(run.Form("/cancel"))).StatusCode);
        Assert.Contains("cancelled", (await host.PageAsync(link.GetAttribute("href")!)).Text("#history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_a_503_with_its_message()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<IRunStore, DeadStore>(),
            application => application.MapMaintenanceTasks().AllowAnonymous());
        foreach (var path in new[] { "", "/tasks/Quick", "/runs/1" })
        {
            var page = await host.PageAsync(DashboardHost.Root + path, HttpStatusCode.ServiceUnavailable);
            Assert.Contains(DeadStore.Message, page.Text("main"), StringComparison.Ordinal);
        }
    }
}
