using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class NodesPageTests
{
    private static readonly string Here = $"{Environment.MachineName}:{Environment.ProcessId}";
    private static readonly DateTime At = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Nodes_are_listed_with_their_build_and_their_tasks()
    {
        await using var host = await DashboardHost.StartAsync();
        await WriteAsync(host, "worker:2", ["Backfill", "Quick"]);
        await WriteAsync(host, "web:1", []);

        var rows = (await host.PageAsync(DashboardHost.Root + "/nodes")).QuerySelectorAll("#nodes tbody tr")
            .Where(row => !row.Text("td").Contains(Here, StringComparison.Ordinal)).ToArray();

        Assert.Equal(["web:1", "worker:2"], rows.Select(row => row.Text("td")));
        Assert.Equal(["leaves the work to others", "2Backfill, Quick"], rows.Select(row => row.Text("[data-label=Tasks]")));
        Assert.Equal(["nothing", "nothing"], rows.Select(row => row.Text("[data-label='Works on']")));
        Assert.Equal("1.0.0 (01234567)", rows[0].Text("[data-label=Build]"));
    }

    [Fact]
    public async Task The_first_page_leads_to_the_nodes_of_which_this_application_is_one_with_what_it_works_on()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Backfill>();
        await host.UntilAsync(run.Id, RunStatus.Running);
        var link = (await host.PageAsync(DashboardHost.Root)).QuerySelectorAll("main a").Single(link => link.TextContent == "Nodes").GetAttribute("href")!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await host.Runner.NodesAsync()).Count == 0) await Task.Delay(20, patience.Token);

        var page = await host.PageAsync(link);

        Assert.Equal(Here, page.Text("#nodes tbody td"));
        Assert.Equal($"Run {run.Id}, partition 0", page.Text("#nodes [data-label='Works on']"));
        Assert.Equal($"{DashboardHost.Root}/runs/{run.Id}", page.QuerySelector("#nodes [data-label='Works on'] a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_page_of_a_run_says_that_no_running_node_works_on_its_task_until_one_does()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        var page = $"{DashboardHost.Root}/runs/{run.Id}";
        Assert.Contains("No running node works on this task.", (await host.PageAsync(page)).Text("#lacks-node"), StringComparison.Ordinal);

        await WriteAsync(host, "worker:2", ["Backfill"]);
        Assert.Null((await host.PageAsync(page)).QuerySelector("#lacks-node"));
    }

    private static Task WriteAsync(DashboardHost host, string name, string[] tasks) => host.Application.Services.GetRequiredService<IRunStore>().WriteNodeAsync(
        new Node { Id = Guid.NewGuid(), Identity = name, Name = name, Build = "1.0.0 (01234567)", Tasks = tasks, Beat = 1, StartedAt = At, SeenAt = At },
        CancellationToken.None);
}
