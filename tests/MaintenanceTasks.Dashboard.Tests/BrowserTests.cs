using Microsoft.Playwright;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The dashboard in Chromium, against a server on a port of its own.</summary>
public sealed class BrowserTests : IAsyncLifetime
{
    private BrowserSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await BrowserSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task A_run_is_started_from_its_form_and_moves_on_without_a_reload()
    {
        var page = await _session.OpenAsync("/tasks/Backfill");
        await page.GetByLabel("Prefix").FillAsync("p");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("running");
        await page.EvaluateAsync("window.notReloaded = true");
        _session.Host.Gate.Open(4);
        await Assertions.Expect(page.Locator("#summary .figures")).ToContainTextAsync("4 of 10 items (40 %)");
        _session.Host.Gate.Open(6);
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("succeeded");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeHiddenAsync();
    }

    [Fact]
    [Ancestor("C246", Better = "pushed within a second, and focus stays as well")]
    public async Task Typed_input_and_focus_survive_updates()
    {
        var page = await _session.OpenAsync("/tasks/Backfill");
        await page.GetByLabel("Prefix").FillAsync("half a wo");
        await _session.Host.Runner.StartAsync<Backfill>();
        await Assertions.Expect(page.Locator("#active .badge")).ToHaveTextAsync("running");
        await page.Keyboard.TypeAsync("rd");
        Assert.Equal("half a word", await page.GetByLabel("Prefix").InputValueAsync());
    }

    [Fact]
    public async Task Buttons_follow_the_status_and_pause_resume_and_cancel()
    {
        var run = await _session.Host.Runner.StartAsync<Backfill>();
        var page = await _session.OpenAsync($"/runs/{run.Id}");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        _session.Host.Gate.Open();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("paused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("running");
        await page.Locator("details.cancel summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel run" }).ClickAsync();
        _session.Host.Gate.Open();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("cancelled");
        await Assertions.Expect(page.Locator("details.cancel")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task No_page_overflows_a_narrow_screen()
    {
        var run = await _session.Host.Runner.StartAsync<Hostile>();
        await _session.Host.UntilAsync(run.Id, RunStatus.Errored);
        foreach (var path in new[] { "", "/tasks/EveryParameter", $"/runs/{run.Id}" })
        {
            var page = await _session.OpenAsync(path);
            await page.SetViewportSizeAsync(360, 800);
            Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task Without_script_the_pages_work_by_reload()
    {
        var page = await _session.OpenAsync("/tasks/Backfill", script: false);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        _session.Host.Gate.Open();
        await _session.Host.UntilAsync(1, RunStatus.Paused);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("paused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await _session.Host.UntilAsync(1, found => found.Status is RunStatus.Enqueued or RunStatus.Running);
    }
}
