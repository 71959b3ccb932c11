using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

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

    [Fact, Ancestor("C219", "C221", "C222", "C223", "C225", "C226"), Avoids("Q25")]
    public async Task New_tasks_are_ordered_by_name_and_the_others_by_their_newest_run_also_when_runs_are_made_at_the_same_moment()
    {
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.Configure<MaintenanceTasksOptions>(options => options.Worker.Enabled = false);
                builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider());
            },
            application => application.MapMaintenanceTasks().AllowAnonymous());
        foreach (var task in new[] { "Quick", "Backfill", "Holds", "Quick" }) await host.Runner.CancelAsync((await host.Runner.StartAsync(task)).Id);

        var page = await host.PageAsync(DashboardHost.Root);

        var names = page.QuerySelectorAll("[aria-labelledby=tasks-title] tbody tr td:first-child a").Select(link => link.TextContent).ToArray();
        Assert.Equal(["Quick", "Holds", "Backfill"], names[^3..]);
        Assert.Equal(names[..^3].Order(StringComparer.Ordinal), names[..^3]);
        Assert.Equal("cancelled run 4", page.QuerySelectorAll("[aria-labelledby=tasks-title] tbody tr")[^3].Text("[data-label='Newest run']"));
    }

    [Fact, Ancestor("C220", "C263", Better = "active runs above, every task below once, so that a task is found in one place")]
    public async Task Active_runs_are_ordered_by_the_newest_and_a_task_is_shown_for_each_of_its_own()
    {
        await using var host = await DashboardHost.StartAsync();
        foreach (var task in new[] { "Quick", "Backfill", "Quick" }) await host.Runner.StartAsync(task);

        var page = await host.PageAsync(DashboardHost.Root);

        Assert.Equal(["Quick", "Backfill", "Quick"], page.QuerySelectorAll(".cards .name").Select(name => name.TextContent));
        Assert.Equal(["Run 3", "Run 2", "Run 1"], page.QuerySelectorAll(".cards a").Select(link => link.TextContent));
    }

    [Fact, Ancestor("C224", "C266", Better = "the notice has the real age, and the task's own page has it too"), Avoids("Q26")]
    public async Task A_task_that_succeeded_long_ago_is_marked_with_its_real_age()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time), application => application.MapMaintenanceTasks().AllowAnonymous());
        await host.UntilAsync((await host.Runner.StartAsync<Quick>()).Id, RunStatus.Succeeded);

        time.Advance(TimeSpan.FromDays(30));
        Assert.Null((await host.PageAsync(DashboardHost.Root)).QuerySelector(".stale"));
        time.Advance(TimeSpan.FromHours(50));

        Assert.Contains("stale succeeded 32 d 2 h ago", (await host.PageAsync(DashboardHost.Root)).Text("#tasks"), StringComparison.Ordinal);
        Assert.Contains("last succeeded 32 d 2 h ago", (await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Text(".notice"), StringComparison.Ordinal);
        Assert.Null((await host.PageAsync(DashboardHost.Root + "/tasks/Backfill")).QuerySelector(".stale"));
    }

    [Fact]
    [Survives("F20")]
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
