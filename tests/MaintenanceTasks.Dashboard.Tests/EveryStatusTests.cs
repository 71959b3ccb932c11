using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The page of a run in each status, narrow and wide, light and dark; nothing is written to the console.</summary>
public sealed class EveryStatusTests
{
    [Fact]
    public async Task The_page_of_a_run_has_the_buttons_of_its_status_and_says_why_it_is_there()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        var stage = new Stage(session.Host);
        foreach (var status in Enum.GetValues<RunStatus>())
        {
            var page = await session.OpenAsync($"/runs/{await stage.InAsync(status)}");
            await Expect(page.Locator("#summary .badge")).ToHaveTextAsync(status.Word());
            await Expect(Button(page, "Pause")).ToBeVisibleAsync(new() { Visible = RunTransitions.CanPause(status) });
            await Expect(Button(page, "Resume")).ToBeVisibleAsync(new() { Visible = RunTransitions.CanResume(status) });
            await Expect(page.Locator("details.cancel")).ToBeVisibleAsync(new() { Visible = RunTransitions.CanCancel(status) });
            await Expect(page.Locator(".reasons")).ToBeVisibleAsync(new() { Visible = status is not (RunStatus.Succeeded or RunStatus.Cancelled) });
            await FitsAsync(page);
            await page.CloseAsync();
        }

        session.Expected = "404";
        foreach (var path in new[] { "", "?status=active", "?q=no+such", "/tasks/Backfill", "/tasks/EveryControl", "/tasks/ReadLines", "/tasks/Unconstructible", "/nodes", "/runs/4711" })
        {
            var page = await session.OpenAsync(path);
            await FitsAsync(page);
            await page.CloseAsync();
        }
    }

    [Fact]
    public async Task The_text_of_an_error_is_copied()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        var page = await session.OpenAsync($"/runs/{await new Stage(session.Host).InAsync(RunStatus.Errored)}");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator(".copy").ClickAsync();
        await Expect(page.Locator(".copy")).ToHaveTextAsync("Copied");
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("The CRM did not answer within 30 s.", copied, StringComparison.Ordinal);
        Assert.Contains("PushCustomersToCrm.cs:line 17", copied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_starts_one_run()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        var page = await session.OpenAsync("/tasks/Quick");
        await page.Locator("details.confirm > summary").ClickAsync();
        await page.Locator("form.start button.primary").DblClickAsync();

        // Not WaitForURL, which takes the navigation that the second click gave up for a failure.
        await Expect(page).ToHaveTitleAsync("Run 1 of Quick · Maintenance tasks");
        await page.ReloadAsync();
        Assert.Single(await session.Host.Runner.ListAsync());
    }

    [Theory]
    [InlineData(RunStatus.Running, "Pause", RunStatus.Pausing)]
    [InlineData(RunStatus.Enqueued, "Pause", RunStatus.Paused)]
    [InlineData(RunStatus.Interrupted, "Pause", RunStatus.Paused)]
    [InlineData(RunStatus.Paused, "Resume", RunStatus.Enqueued)]
    [InlineData(RunStatus.Errored, "Resume", RunStatus.Enqueued)]
    [InlineData(RunStatus.Running, "Cancel run", RunStatus.Cancelling)]
    [InlineData(RunStatus.Pausing, "Cancel run", RunStatus.Cancelling)]
    [InlineData(RunStatus.Paused, "Cancel run", RunStatus.Cancelled)]
    [InlineData(RunStatus.Interrupted, "Cancel run", RunStatus.Cancelled)]
    public async Task A_button_does_what_it_says(RunStatus from, string button, RunStatus to)
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        var run = await new Stage(session.Host).InAsync(from);
        var page = await session.OpenAsync($"/runs/{run}");
        if (button == "Cancel run") await page.Locator("details.cancel summary").ClickAsync();
        await Button(page, button).ClickAsync();
        await Expect(page.Locator("#summary .badge")).ToHaveTextAsync(to.Word());
    }

    [Fact]
    public async Task Of_two_tabs_that_act_at_once_the_second_is_told_what_has_happened_meanwhile()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        session.Expected = "409 (Conflict)";
        var run = await new Stage(session.Host).InAsync(RunStatus.Paused);
        var late = await session.OpenAsync($"/runs/{run}", script: false);
        await session.Host.Runner.CancelAsync(run, "ben");
        await Button(late, "Resume").ClickAsync();
        await Expect(late.Locator(".notice")).ToContainTextAsync($"Run {run}");
        await Expect(late.Locator(".notice")).ToContainTextAsync("cancelled");
        await Expect(late.Locator(".notice")).ToContainTextAsync("ben");
    }

    [Fact]
    public async Task Of_two_tabs_that_click_at_the_same_moment_one_resumes_the_run_and_both_show_it()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        session.Expected = "409 (Conflict)";
        var run = await new Stage(session.Host).InAsync(RunStatus.Paused);
        IPage[] tabs = [await session.OpenAsync($"/runs/{run}"), await session.OpenAsync($"/runs/{run}")];
        await ClickAtOnceAsync([.. tabs.Select(tab => Button(tab, "Resume"))]);
        foreach (var tab in tabs) await Expect(tab.Locator("#summary .badge")).ToHaveTextAsync("enqueued");
        Assert.Single(await session.Host.Runner.EventsAsync(run), told => told.From == RunStatus.Paused);
    }

    [Fact]
    public async Task Of_two_tabs_that_pause_and_cancel_at_the_same_moment_both_end_at_cancelled()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        session.Expected = "409 (Conflict)";
        var run = await new Stage(session.Host).InAsync(RunStatus.Interrupted);
        var (first, second) = (await session.OpenAsync($"/runs/{run}"), await session.OpenAsync($"/runs/{run}"));
        await second.Locator("details.cancel summary").ClickAsync();
        await ClickAtOnceAsync(Button(first, "Pause"), Button(second, "Cancel run"));
        foreach (var tab in new[] { first, second }) await Expect(tab.Locator("#summary .badge")).ToHaveTextAsync("cancelled");
    }

    [Fact]
    public async Task The_back_button_leads_back_and_the_form_does_not_start_twice()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        var page = await session.OpenAsync("/tasks/Quick");
        await page.Locator("form.start").RunItAsync();
        await Expect(page).ToHaveTitleAsync("Run 1 of Quick · Maintenance tasks");
        await page.GoBackAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Quick");
        await Expect(page.Locator("#active .badge")).ToHaveTextAsync("enqueued");
        Assert.Single(await session.Host.Runner.ListAsync());
    }

    /// <summary>Nothing stands out to the right, on a phone and on a wide screen, in both themes.</summary>
    private static async Task FitsAsync(IPage page)
    {
        foreach (var (width, theme) in new[] { (360, ColorScheme.Light), (360, ColorScheme.Dark), (1920, ColorScheme.Dark), (1920, ColorScheme.Light) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, innerWidth)"));
        }
    }

    /// <summary>Clicks what is there now: the live page of one tab takes its button away as soon as it hears of the click in the other.</summary>
    private static async Task ClickAtOnceAsync(params ILocator[] buttons)
    {
        var found = await Task.WhenAll(buttons.Select(button => button.ElementHandleAsync()));
        await Task.WhenAll(found.Select(button => button.DispatchEventAsync("click")));
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
