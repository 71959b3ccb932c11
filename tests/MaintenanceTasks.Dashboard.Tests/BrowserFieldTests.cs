using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The controls of the form in Chromium, with its own ideas of what is valid.</summary>
public sealed class BrowserFieldTests : IAsyncLifetime
{
    private BrowserSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await BrowserSession.StartAsync(builder =>
    {
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<Passwords>().AddMaintenanceTasks(options =>
        {
            options.Worker.Enabled = false;
            options.TimeZone = "Europe/Berlin";
        }).AddTask<SignIn<int>>();
    });

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Every_control_sends_what_is_typed_or_chosen()
    {
        var page = await _session.OpenAsync("/tasks/EveryControl");
        await page.GetByLabel("Notes").FillAsync("one\n\ntwo");
        await page.GetByLabel("At", new() { Exact = true }).FillAsync("2026-07-15T12:00:30");
        await page.GetByLabel("Maybe").SelectOptionAsync("false");
        await page.GetByLabel("Unset").SelectOptionAsync("high");
        await page.GetByLabel("City").SelectOptionAsync(new SelectOptionValue { Label = "Oslo" });
        await page.GetByLabel("Days").SelectOptionAsync(["Monday", "Wednesday"]);
        await page.Locator("form.start").RunItAsync();
        await Assertions.Expect(page.Locator("#summary .badge")).ToHaveTextAsync("enqueued");

        var arguments = Assert.Single(await _session.Host.Runner.ListAsync()).Arguments;
        string[] names = ["Notes", "At", "Maybe", "Unset", "City", "Days", "Big", "Ratio", "Until", "Address"];
        Assert.Equal(
            [
                "one\n\ntwo", "2026-07-15T10:00:30.0000000Z", "false", "high", "2", "Monday, Wednesday", "18446744073709551615", "0.25",
                "2026-01-02T02:04:05.0000000+01:00", "https://example.org/",
            ],
            names.Select(name => arguments[name]));
    }

    [Fact]
    public async Task A_secret_is_typed_unseen_and_gone_after_an_error()
    {
        var page = await _session.OpenAsync("/tasks/SignIn");
        await page.GetByLabel("Password").FillAsync("hunter-2");
        await page.GetByLabel("User").FillAsync("nobody");
        _session.Expected = "422";
        await page.Locator("form.start").RunItAsync();
        await Assertions.Expect(page.Locator("#field-User-error")).ToHaveTextAsync("nobody has no password ••••••.");
        Assert.Equal("", await page.GetByLabel("Password").InputValueAsync());

        await page.GetByLabel("Password").FillAsync("hunter-2");
        await page.GetByLabel("User").FillAsync("ada");
        await page.Locator("form.start").RunItAsync();
        await Assertions.Expect(page.Locator("[aria-labelledby=arguments-title]")).ToContainTextAsync("Password••••••");
        Assert.DoesNotContain("hunter-2", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_fit_a_narrow_screen()
    {
        foreach (var path in (string[])["/tasks/EveryControl", "/tasks/SignIn"])
        {
            var page = await _session.OpenAsync(path);
            await page.SetViewportSizeAsync(360, 800);
            Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }
}
