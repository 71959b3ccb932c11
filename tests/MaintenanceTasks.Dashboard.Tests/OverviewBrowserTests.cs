using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The first page and what helps with forms, in Chromium.</summary>
public sealed class OverviewBrowserTests : IAsyncLifetime
{
    private BrowserSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task The_list_follows_what_is_typed_and_the_address_keeps_it()
    {
        var page = await _session.OpenAsync("");
        await page.GetByLabel("Search").FillAsync("lines");
        await Expect(page.Locator("#tasks tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByLabel("Search")).ToBeFocusedAsync();
        Assert.EndsWith("?q=lines", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Search")).ToHaveValueAsync("lines");
        await Expect(page.Locator("#tasks tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_script_the_list_is_filtered_by_a_button()
    {
        var page = await _session.OpenAsync("", script: false);
        await page.GetByLabel("Search").FillAsync("no such task");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.Locator("#tasks .empty")).ToContainTextAsync("No task is like that.");
    }

    [Fact]
    public async Task The_theme_is_chosen_kept_and_given_back_to_the_system()
    {
        var page = await _session.OpenAsync("");
        var before = await GroundAsync(page);
        var button = page.Locator("#theme");
        await button.ClickAsync();
        await button.ClickAsync();
        await Expect(button).ToHaveTextAsync("Colours: dark");
        var dark = await GroundAsync(page);
        Assert.NotEqual(before, dark);
        await page.ReloadAsync();
        Assert.Equal(dark, await GroundAsync(page));
        await button.ClickAsync();
        Assert.Equal(before, await GroundAsync(page));
    }

    [Fact]
    public async Task The_first_rows_of_a_file_and_its_size_are_shown_before_it_is_sent_and_nothing_of_it_is_executed()
    {
        var page = await _session.OpenAsync("/tasks/ReadLines");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "<img src=x onerror=alert(1)>.csv",
            MimeType = "text/csv",
            Buffer = "id;name\n1;\"<script>alert('cell')</script>\"\n2;\"a;b\"\"c\"\n"u8.ToArray(),
        });
        await Expect(page.Locator(".preview th")).ToHaveTextAsync(["id", "name"]);
        await Expect(page.Locator(".preview td")).ToHaveTextAsync(["1", "<script>alert('cell')</script>", "2", "a;b\"c"]);
        await Expect(page.Locator(".preview p")).ToContainTextAsync("bytes");
        Assert.Empty(await _session.Host.Runner.ListAsync());
    }

    [Fact]
    public async Task What_will_be_started_is_shown_before_it_is()
    {
        var page = await _session.OpenAsync("/tasks/EveryParameter");
        await page.GetByLabel("Title").FillAsync("Hello");
        await page.GetByLabel("Speed").SelectOptionAsync("Fast");
        await page.Locator("details.confirm > summary").ClickAsync();
        var facts = page.Locator("details.confirm dl");
        await Expect(facts).ToContainTextAsync("Hello");
        await Expect(facts).ToContainTextAsync("Fast");
        await Expect(page.Locator("details.confirm li")).ToHaveCountAsync(4);
        Assert.Empty(await _session.Host.Runner.ListAsync());
    }

    [Fact]
    public async Task Eight_tabs_of_one_browser_all_stay_up_to_date()
    {
        var run = await _session.Host.Runner.StartAsync<Backfill>();
        var first = await _session.OpenAsync($"/runs/{run.Id}");
        List<IPage> tabs = [first];
        while (tabs.Count < 8)
        {
            var tab = await first.Context.NewPageAsync();
            await tab.GotoAsync(first.Url);
            tabs.Add(tab);
        }

        await _session.Host.Runner.PauseAsync(run.Id);
        foreach (var tab in tabs) await Expect(tab.Locator("#summary .badge")).ToHaveTextAsync("paused");
        var ninth = await first.Context.NewPageAsync();
        await ninth.GotoAsync(first.Url);
        await Expect(ninth.Locator("h1")).ToBeVisibleAsync();
    }

    private static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
