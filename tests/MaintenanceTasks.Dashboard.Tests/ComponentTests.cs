using MaintenanceTasks.Dashboard.Components;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The small parts that pages are made of.</summary>
public sealed class ComponentTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 10, 0, 0, DateTimeKind.Utc);

    private static Run Run => new()
    {
        Id = 7,
        Task = "T",
        Status = RunStatus.Running,
        Token = Guid.Empty,
        CreatedAt = Now,
        StartedAt = Now,
        Ticks = 4,
        Total = 10,
        TotalKind = TotalKind.Counted,
    };

    [Fact]
    [Ancestor("C199")]
    public async Task A_past_time_says_how_long_ago_and_has_the_time_in_UTC_for_machines_and_as_a_tooltip()
    {
        var time = (await Rendered.Async<Ago>(("At", Now.AddDays(-8)), ("Now", Now))).QuerySelector("time")!;
        Assert.Equal("2026-11-15T10:00:00Z", time.GetAttribute("datetime"));
        Assert.Equal("2026-11-15 10:00:00 UTC", time.GetAttribute("title"));
        Assert.Equal("8 days ago", time.TextContent);
    }

    [Theory]
    [InlineData("-00:00:05", "less than a minute ago")]
    [InlineData("00:00:59", "less than a minute ago")]
    [InlineData("00:01:59", "1 minute ago")]
    [InlineData("00:59:59", "59 minutes ago")]
    [InlineData("23:59:59", "23 hours ago")]
    [InlineData("1.00:00:00", "1 day ago")]
    [InlineData("61.00:00:00", "2 months ago")]
    [InlineData("731.00:00:00", "2 years ago")]
    public void How_long_ago_is_told_in_one_unit(string past, string expected) =>
        Assert.Equal(expected, Wording.AgoInOneUnit(Now - TimeSpan.Parse(past, System.Globalization.CultureInfo.InvariantCulture), Now));

    [Theory]
    [InlineData(0.4, "less than 1 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(182.5, "3 min 2 s")]
    [InlineData(7_325, "2 h 2 min")]
    [InlineData(200_000, "2 d 7 h")]
    [Ancestor("C205", Better = "two units instead of one: 3 min 2 s")]
    public void A_duration_reads_in_its_two_largest_units(double seconds, string expected) =>
        Assert.Equal(expected, Wording.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    [Ancestor("C201")]
    public async Task Progress_is_a_bar_of_the_colour_of_the_status_and_its_text()
    {
        var block = (await Rendered.Async<ProgressBar>(("Run", Run))).QuerySelector(".progress")!;
        var bar = block.QuerySelector("progress")!;
        Assert.Equal(("4", "10", "running"), (bar.GetAttribute("value"), bar.GetAttribute("max"), bar.ClassName));
        Assert.Equal("4 of 10 items (40 %)", block.Text(".figures"));
    }

    [Fact]
    [Ancestor("C202")]
    public async Task A_run_that_nobody_has_started_has_no_progress() =>
        Assert.Null((await Rendered.Async<ProgressBar>(("Run", Run with { StartedAt = null }))).QuerySelector(".progress"));

    [Fact]
    [Ancestor("C203")]
    public async Task A_bar_without_a_value_has_no_value_attribute()
    {
        var bar = (await Rendered.Async<ProgressBar>(("Run", Run with { Total = null }))).QuerySelector("progress")!;
        Assert.False(bar.HasAttribute("value") || bar.HasAttribute("max"), bar.OuterHtml);
    }

    [Theory]
    [InlineData(RunStatus.Enqueued, "Waits for a worker.")]
    [InlineData(RunStatus.Running, "At work for 3 min 2 s.")]
    [InlineData(RunStatus.Interrupted, "Interrupted; the next free worker goes on with it.")]
    [InlineData(RunStatus.Pausing, "Pauses after the item in hand.")]
    [InlineData(RunStatus.Paused, "Paused after 3 min 2 s of work.")]
    [InlineData(RunStatus.Cancelling, "Stops after the item in hand.")]
    [InlineData(RunStatus.Cancelled, "Cancelled after 3 min 2 s of work, 8 days ago.")]
    [InlineData(RunStatus.Succeeded, "Finished after 3 min 2 s of work, 8 days ago.")]
    [InlineData(RunStatus.Errored, "Failed after 3 min 2 s of work, 8 days ago.")]
    [Avoids("Q46")]
    public async Task Every_status_says_what_it_means_whether_or_not_a_total_is_known(RunStatus status, string expected)
    {
        var run = Run with
        {
            Status = status,
            Total = null,
            TimeRunning = TimeSpan.FromSeconds(182.5),
            EndedAt = status.IsCompleted() ? Now.AddDays(-8) : null,
        };
        Assert.Equal(expected, (await Rendered.Async<StatusText>(("Run", run), ("Now", Now))).Text(".status"));
    }

    [Fact]
    public async Task A_held_run_waits_for_no_worker()
    {
        var run = Run with { Status = RunStatus.Interrupted, HeldUntil = Now.AddMinutes(1) };
        Assert.Equal("Interrupted; goes on by itself when it is no longer held.", (await Rendered.Async<StatusText>(("Run", run), ("Now", Now))).Text(".status"));
    }

    [Fact]
    [Ancestor("C200", Better = "calls of the application's own code stand out")]
    public async Task A_stack_trace_is_encoded_line_by_line_and_own_calls_stand_out()
    {
        const string trace = """
            System.Exception: <b>
               at Shop.Tasks.Import.Process(Row row) in Import.cs:line 9
               at System.Linq.Enumerable.First[T](IEnumerable`1 source)
               at MaintenanceTasks.PageLoop.ProcessAsync()
               at Microsoft.Extensions.X.Y()
               at MaintenanceTasks.Shop.Fix.Process()
               --- End of inner exception stack trace ---
            """;
        var html = await Rendered.HtmlAsync<StackTrace>(("Text", trace), ("Own", "MaintenanceTasks.Shop"));
        Assert.Contains("&lt;b&gt;", html, StringComparison.Ordinal);
        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector("pre")!;
        Assert.Equal(trace.ReplaceLineEndings("\n"), shown.TextContent);
        Assert.Equal(
            ["   at Shop.Tasks.Import.Process(Row row) in Import.cs:line 9", "   at MaintenanceTasks.Shop.Fix.Process()"],
            shown.QuerySelectorAll(".own").Select(line => line.TextContent));
    }
}
