using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>An application on a port of its own and a Chromium in front of it; no page may write to the console.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _said = [];

    private BrowserSession(DashboardHost host, IPlaywright playwright, IBrowser browser) => (Host, _playwright, _browser) = (host, playwright, browser);

    public DashboardHost Host { get; }

    /// <summary>What the console may say all the same: Chromium writes down every status from 400 on.</summary>
    public string? Expected { get; set; }

    /// <summary>Fails when there is no Chromium; with MT_SKIP_MISSING=1 the test is reported as skipped instead.</summary>
    public static async Task<BrowserSession> StartAsync(
        Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, Action<MaintenanceTasksBuilder>? tasks = null)
    {
        var chromium = Environment.GetEnvironmentVariable("MT_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(chromium) && Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1") Assert.Skip($"There is no Chromium at {chromium}.");
        Assert.True(File.Exists(chromium), $"There is no Chromium at {chromium}. Install it, name it in MT_CHROMIUM, or set MT_SKIP_MISSING=1 to skip.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var host = await DashboardHost.StartAsync(
            configure,
            application =>
            {
                application.MapMaintenanceTasks().AllowAnonymous();
                map?.Invoke(application);
            },
            onKestrel: true,
            tasks);
        return new BrowserSession(host, playwright, browser);
    }

    /// <summary>What pages have written to the console until now.</summary>
    public IReadOnlyList<string> Said => _said;

    /// <summary>Answers what was written, and counts it as expected.</summary>
    public IReadOnlyList<string> Forget()
    {
        string[] said = [.. _said];
        _said.Clear();
        return said;
    }

    /// <summary>Opens an address of the dashboard, or another one of the application when it is named with its <c>~/</c>.</summary>
    public async Task<IPage> OpenAsync(string path, bool script = true, bool dark = false, int width = 1280, int height = 720)
    {
        var context = await _browser.NewContextAsync(new()
        {
            JavaScriptEnabled = script,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(20_000);
        Assertions.SetDefaultExpectTimeout(20_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => _said.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _said.Add(error);
        await page.GotoAsync(Host.Application.Urls.First() + (path.StartsWith('~') ? path[1..] : DashboardHost.Root + path));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await Host.DisposeAsync();
        Assert.DoesNotContain(_said, text => Expected is null || !text.Contains(Expected, StringComparison.Ordinal));
    }
}
