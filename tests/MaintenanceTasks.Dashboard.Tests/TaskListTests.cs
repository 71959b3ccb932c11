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

    [Fact]
    public async Task Runs_of_a_deleted_task_stay_visible_and_can_be_cancelled()
    {
        await using var host = await DashboardHost.StartAsync();
        var store = host.Application.Services.GetRequiredService<IRunStore>();
        var created = await store.CreateAsync(
            new NewRun
            {
                Task = "Deleted/Task 1",
                Arguments = new Dictionary<string, string?>(),
                ParameterHash = "",
                Token = Guid.NewGuid(),
                CreatedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                Actor = new Actor(null, null),
            },
            CancellationToken.None);
        var link = (await host.PageAsync(DashboardHost.Root)).QuerySelector("[aria-labelledby=unknown-title] td a")!;
        Assert.Equal("Deleted/Task 1", link.TextContent);
        var task = await host.PageAsync(link.GetAttribute("href")!);
        Assert.Contains("does not know this task", task.Text("main"), StringComparison.Ordinal);
        Assert.Empty(task.Forms);
        var run = await host.PageAsync($"{DashboardHost.Root}/runs/{created.Run.Id}");
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
