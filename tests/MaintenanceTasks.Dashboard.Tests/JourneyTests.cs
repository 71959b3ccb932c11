using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>What a person does with the dashboard, in Chromium.</summary>
public sealed class JourneyTests
{
    [Fact]
    [Ancestor("C241", Better = "the page is that of the run itself, with an address of its own")]
    public async Task From_the_first_page_a_task_is_opened_and_run()
    {
        await using var session = await BrowserSession.StartAsync(Idle);
        var page = await session.OpenAsync("");
        await page.GetByRole(AriaRole.Link, new() { Name = "Backfill", Exact = true }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Backfill · Maintenance tasks");
        await page.Locator("form.start").RunItAsync();

        await Expect(page).ToHaveTitleAsync("Run 1 of Backfill · Maintenance tasks");
        await Expect(page.Locator("#summary .badge")).ToHaveTextAsync("enqueued");
        await Expect(page.Locator("#summary .status")).ToHaveTextAsync("Waits for a worker.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Metadata" })).ToHaveCountAsync(0);
        Assert.Empty(Assert.Single(await session.Host.Runner.ListAsync()).Metadata);
    }

    [Fact]
    [Ancestor("C204")]
    public async Task A_status_is_a_capitalised_badge_in_its_colour()
    {
        await using var session = await BrowserSession.StartAsync(Idle);
        var run = await session.Host.Runner.StartAsync<Backfill>();
        var page = await session.OpenAsync($"/runs/{run.Id}");
        var badge = page.Locator("#summary .badge");
        Assert.Equal("Enqueued", await badge.InnerTextAsync());
        var waiting = await badge.EvaluateAsync<string>("badge => getComputedStyle(badge).backgroundColor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(badge).ToHaveTextAsync("paused");
        Assert.Equal("Paused", await badge.InnerTextAsync());
        await Expect(badge).Not.ToHaveCSSAsync("background-color", waiting);
    }

    [Fact]
    public async Task A_second_tab_learns_by_itself_what_the_first_has_done()
    {
        await using var session = await BrowserSession.StartAsync(Idle);
        var run = await session.Host.Runner.StartAsync<Backfill>();
        await session.Host.Runner.PauseAsync(run.Id);
        var first = await session.OpenAsync($"/runs/{run.Id}");
        var second = await session.OpenAsync($"/runs/{run.Id}");
        await first.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeHiddenAsync();
        await Expect(second.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
    }

    [Fact]
    [Avoids("Q37")]
    public async Task What_a_reader_has_opened_stays_open_and_a_hidden_page_asks_for_nothing()
    {
        await using var session = await BrowserSession.StartAsync();
        var run = await session.Host.Runner.StartAsync<Backfill>();
        var page = await session.OpenAsync($"/runs/{run.Id}");
        await page.Locator("details.cancel summary").ClickAsync();
        session.Host.Gate.Open(4);
        await Expect(page.Locator("#summary .figures")).ToContainTextAsync("4 of 10 items");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Cancel run" })).ToBeVisibleAsync();

        var closed = new TaskCompletionSource();
        page.RequestFailed += (_, request) => Ended(request);
        page.RequestFinished += (_, request) => Ended(request);
        await SetHiddenAsync(page, true);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        session.Host.Gate.Open(6);
        await session.Host.UntilAsync(run.Id, RunStatus.Succeeded);
        await Expect(page.Locator("#summary .badge")).ToHaveTextAsync("running");

        await SetHiddenAsync(page, false);
        await Expect(page.Locator("#summary .badge")).ToHaveTextAsync("succeeded");

        void Ended(IRequest request)
        {
            if (request.Url.Contains("/live/", StringComparison.Ordinal)) closed.TrySetResult();
        }
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_comes_back_by_itself()
    {
        await using var session = await BrowserSession.StartAsync(Idle);
        session.Expected = "ERR_FAILED";
        var run = await session.Host.Runner.StartAsync<Backfill>();
        var page = await session.OpenAsync("/nodes");
        await page.Context.RouteAsync("**/live/**", route => route.AbortAsync());
        await page.GotoAsync(page.Url.Replace("/nodes", $"/runs/{run.Id}", StringComparison.Ordinal));
        await Expect(page.Locator("#connection")).ToHaveTextAsync("The connection was lost; trying again.");
        await session.Host.Runner.PauseAsync(run.Id);
        await page.Context.UnrouteAllAsync();
        await Expect(page.Locator("#summary .badge")).ToHaveTextAsync("paused");
        await Expect(page.Locator("#connection")).ToBeEmptyAsync();
    }

    [Fact]
    [Ancestor("C273")]
    public async Task It_works_inside_a_frame_of_the_same_site()
    {
        await using var session = await BrowserSession.StartAsync(Idle, application =>
            application.MapGet("/frame", () => Results.Content($"<!DOCTYPE html><link rel='icon' href='data:,'><iframe src='{DashboardHost.Root}/tasks/Quick' title='tasks' width='900' height='900'></iframe>", "text/html")));
        var frame = (await session.OpenAsync("~/frame")).FrameLocator("iframe");
        await frame.Locator("form.start").RunItAsync();
        await Expect(frame.Locator("#summary .badge")).ToHaveTextAsync("enqueued");
    }

    [Fact]
    [Ancestor("C274")]
    public async Task No_page_writes_to_the_console()
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Environment.EnvironmentName = "Development");
        var errored = await session.Host.Runner.StartAsync<Hostile>();
        await session.Host.UntilAsync(errored.Id, RunStatus.Errored);
        var running = await session.Host.Runner.StartAsync<Backfill>();
        await session.Host.UntilAsync(running.Id, RunStatus.Running);
        var paths = new[] { "", "/tasks/Backfill", "/tasks/EveryParameter", "/tasks/Unconstructible", $"/runs/{errored.Id}", $"/runs/{running.Id}" };
        foreach (var path in paths)
        {
            var page = await session.OpenAsync(path);
            await Expect(page.Locator("h1")).ToBeVisibleAsync();
            foreach (var box in await page.Locator("summary:visible").AllAsync()) await box.ClickAsync();
            Assert.True(session.Said.Count == 0, $"{path}: {string.Join('\n', session.Said)}");
        }

        var refused = await session.OpenAsync("");
        var heard = await refused.RunAndWaitForConsoleMessageAsync(() =>
            refused.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { text: 'alert(1)' }))"));
        Assert.Contains("Content Security Policy", heard.Text, StringComparison.Ordinal);
        Assert.NotEmpty(session.Forget());
    }

    private static void Idle(WebApplicationBuilder builder) =>
        builder.Services.Configure<MaintenanceTasksOptions>(options => options.Worker.Enabled = false);

    private static async Task SetHiddenAsync(IPage page, bool hidden) => await page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }", hidden);
}
