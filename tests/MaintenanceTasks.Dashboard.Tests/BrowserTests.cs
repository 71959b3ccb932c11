using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
        await page.Locator("form.start").RunItAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("running");
        await page.EvaluateAsync("window.notReloaded = true");
        _session.Host.Gate.Open(4);
        await Assertions.Expect(page.Locator("#summary .figures")).ToContainTextAsync("4 of 10 items (40 %)");
        _session.Host.Gate.Open(6);
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("succeeded");
        Assert.True(await page.EvaluateAsync<bool>("window.notReloaded"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeHiddenAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_file_is_chosen_and_sent(bool script)
    {
        var page = await _session.OpenAsync("/tasks/ReadLines", script);
        await page.GetByLabel("Prefix").FillAsync("p");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "lines.txt", MimeType = "text/plain", Buffer = "one\ntwo\n"u8.ToArray() });
        await page.Locator("form.start").RunItAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("Run 1 of ReadLines · Maintenance tasks");
        await Assertions.Expect(page.GetByText("lines.txt", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(2L, (await _session.Host.UntilAsync(1, RunStatus.Succeeded)).Ticks);
    }

    [Theory, InlineData(true), InlineData(false)]
    [Survives("S11")]
    public async Task A_file_that_is_too_large_is_said_and_not_a_broken_connection(bool script)
    {
        _session.Host.Application.Services.GetRequiredService<IOptions<MaintenanceTasksOptions>>().Value.MaxUploadSize = 1000;
        var page = await _session.OpenAsync("/tasks/ReadLines", script);
        using var large = new LargeFile(40_000_000);
        _session.Expected = "413 (Payload Too Large)";
        await page.Locator("input[type=file]").SetInputFilesAsync(large.Path);
        await page.Locator("form.start").RunItAsync();
        if (script) Assert.Equal("The file is larger than 1000 bytes.", await page.Locator("input[type=file]").EvaluateAsync<string>("field => field.validationMessage"));
        else await Assertions.Expect(page.Locator("#input-file-error")).ToContainTextAsync("larger than 1000 bytes");
        Assert.Empty(await _session.Host.Runner.ListAsync());
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
        await page.Locator("form.start").RunItAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        _session.Host.Gate.Open();
        await _session.Host.UntilAsync(1, RunStatus.Paused);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("paused");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await _session.Host.UntilAsync(1, found => found.Status is RunStatus.Enqueued or RunStatus.Running);
    }
}
