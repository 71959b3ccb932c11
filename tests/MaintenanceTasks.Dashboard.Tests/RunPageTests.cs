using System.Net;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class RunPageTests
{
    [Fact]
    [Survives("S16")]
    public async Task It_shows_status_person_arguments_metadata_and_events()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync(
            "Backfill",
            new Dictionary<string, string?> { ["Prefix"] = "p-1" },
            new StartOptions { StartedBy = "ana", Metadata = new Dictionary<string, string> { ["ticket"] = "OPS-7" } });
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Equal("enqueued", page.Text("#summary .badge"));
        Assert.Contains("ana", page.QuerySelectorAll("#details .facts dd").Select(fact => fact.TextContent));
        var details = page.Text("#details");
        Assert.Contains("p-1", details, StringComparison.Ordinal);
        Assert.Contains("OPS-7", details, StringComparison.Ordinal);
        Assert.Contains("enqueued", page.Text("[aria-labelledby=events-title] ol"), StringComparison.Ordinal);
        Assert.Equal($"Run {run.Id} of Backfill · Maintenance tasks", page.Title);
    }

    [Theory]
    [InlineData(RunStatus.Enqueued, "pause cancel")]
    [InlineData(RunStatus.Paused, "resume cancel")]
    [InlineData(RunStatus.Cancelled, "")]
    public async Task It_names_exactly_the_actions_its_status_allows(RunStatus status, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Backfill>();
        if (status == RunStatus.Paused) await host.Runner.PauseAsync(run.Id);
        if (status == RunStatus.Cancelled) await host.Runner.CancelAsync(run.Id);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Equal(expected, page.QuerySelector("#summary")!.GetAttribute("data-can"));
    }

    [Fact]
    [Ancestor("C256")]
    public async Task An_error_is_shown_with_type_message_item_and_stack_trace_and_skipped_items_with_their_reason()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Hostile>();
        await host.UntilAsync(run.Id, RunStatus.Errored);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        var error = page.Text(".failure");
        Assert.Contains("System.InvalidOperationException at item", error, StringComparison.Ordinal);
        Assert.Contains("alert('message')", error, StringComparison.Ordinal);
        Assert.Contains("Hostile.Process", page.Text(".failure pre .own"), StringComparison.Ordinal);
        Assert.Matches(@"^Failed after .+ of work, less than a minute ago\.$", page.Text("#summary .status"));
        Assert.Contains("alert('reason')", page.Text("[aria-labelledby=skipped-title]"), StringComparison.Ordinal);
        Assert.Equal("resume", page.QuerySelector("#summary")!.GetAttribute("data-can"));
    }

    [Fact]
    public async Task The_partitions_of_a_run_are_shown_with_where_they_begin_and_end()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        host.Gate.Open(10);
        var run = await host.Runner.StartAsync<Backfill>(options: new StartOptions { Parallelism = 2 });
        await host.UntilAsync(run.Id, RunStatus.Succeeded);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Equal(
            [("the beginning", "4"), ("4", "the end")],
            page.QuerySelectorAll("[aria-labelledby=partitions-title] tbody tr")
                .Select(row => (row.QuerySelector("[data-label=From]")!.TextContent.Trim(), row.QuerySelector("[data-label=To]")!.TextContent.Trim())));
    }

    [Fact]
    public async Task Progress_partition_and_worker_are_shown_while_it_runs()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Backfill>();
        host.Gate.Open(5);
        await host.UntilAsync(run.Id, found => found is { Ticks: >= 1, Total: not null });
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Matches(@"^\d of 10 items \(\d0 %\)", page.Text("#summary .figures"));
        Assert.Equal("10", page.QuerySelector("#summary progress")!.GetAttribute("max"));
        Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), page.Text("[aria-labelledby=partitions-title] tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_held_run_says_until_when_and_why()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var run = await host.Runner.StartAsync<Holds>();
        await host.UntilAsync(run.Id, found => found.HeldUntil is not null);
        var held = (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).Text(".held");
        Assert.Matches(@"^Held until \d{4}-\d\d-\d\d .*the CRM answered 429$", held);
    }

    [Theory]
    [InlineData("99", "There is no run 99")]
    [InlineData("abc", "Expected the number of a run, found 'abc'")]
    public async Task An_unknown_run_is_a_readable_404(string id, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{id}", HttpStatusCode.NotFound);
        Assert.Contains(expected, page.Text("main"), StringComparison.Ordinal);
    }
}
