using AngleSharp.Html.Dom;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The runs on the page of a task.</summary>
public sealed class HistoryTests
{
    [Fact]
    [Ancestor("C265")]
    [Ancestor("C264", Better = "the time stamp itself is in UTC; the tooltip is for what is told in words")]
    public async Task Active_and_completed_runs_are_apart_each_with_number_status_and_times()
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.CancelAsync((await host.Runner.StartAsync<Quick>()).Id);
        await host.Runner.StartAsync<Quick>();
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/Quick");

        var active = page.QuerySelector("[aria-labelledby=active-title]")!;
        Assert.Equal("Active runs", active.Text("h2"));
        Assert.Matches(@"^Run 2 Quick enqueued created \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC Waits for a worker\.$", active.Text(".card"));

        var history = page.QuerySelector("[aria-labelledby=history-title]")!;
        Assert.Equal("History", history.Text("h2"));
        Assert.Matches(@"^Run 1 cancelled – – \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC less than a minute ago less than 1 s$", history.Text("tbody tr"));
        var ended = history.QuerySelector("td[data-label=Ended] time")!;
        Assert.EndsWith(" UTC", ended.GetAttribute("title"), StringComparison.Ordinal);
        Assert.EndsWith("Z", ended.GetAttribute("datetime"), StringComparison.Ordinal);
    }

    [Fact]
    [Avoids("Q24")]
    public async Task Runs_whose_clocks_disagree_are_each_on_exactly_one_page()
    {
        await using var host = await DashboardHost.StartAsync();
        var midnight = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var started = 1; started <= 25; started++) await host.Runner.CancelAsync((await host.CreateRunAsync("Quick", midnight.AddHours(-started))).Id);
        var newest = await host.PageAsync(DashboardHost.Root + "/tasks/Quick");
        var older = await host.PageAsync(newest.QuerySelector("a[rel=next]")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Equal(
            Enumerable.Range(1, 25).Reverse().Select(number => $"Run {number}"),
            new[] { newest, older }.SelectMany(page => page.QuerySelectorAll("[id^=history] td a")).Select(link => link.TextContent));
    }

    [Fact]
    [Ancestor("C215", "C216", "C217", "C218", "C237")]
    [Ancestor("C271", Better = "there is a way back as well")]
    public async Task History_goes_back_and_forth_by_twenty()
    {
        await using var host = await DashboardHost.StartAsync();
        for (var started = 0; started < 45; started++) await host.Runner.CancelAsync((await host.Runner.StartAsync<Quick>()).Id);
        var newest = await host.PageAsync(DashboardHost.Root + "/tasks/Quick");
        Assert.Equal(Numbers(45, 26), Runs(newest));
        Assert.Null(newest.QuerySelector("a[rel=prev]"));
        Assert.Contains("before=26&", Link(newest, "next"), StringComparison.Ordinal);
        var middle = await host.PageAsync(Link(newest, "next"));
        Assert.Equal(Numbers(25, 6), Runs(middle));
        var oldest = await host.PageAsync(Link(middle, "next"));
        Assert.Equal(Numbers(5, 1), Runs(oldest));
        Assert.Null(oldest.QuerySelector("a[rel=next]"));
        var back = await host.PageAsync(Link(oldest, "prev"));
        Assert.Equal(Numbers(25, 6), Runs(back));
        Assert.Equal(Numbers(45, 26), Runs(await host.PageAsync(Link(back, "prev"))));

        static IEnumerable<string> Numbers(int from, int to) => Enumerable.Range(to, from - to + 1).Reverse().Select(number => $"Run {number}");
        static IEnumerable<string> Runs(IHtmlDocument page) => page.QuerySelectorAll("[id^=history] td a").Select(link => link.TextContent);
        static string Link(IHtmlDocument page, string rel) => page.QuerySelector($"a[rel={rel}]")!.GetAttribute("href")!.Split('#')[0];
    }
}
