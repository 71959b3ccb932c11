using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using MaintenanceTasks.Dashboard.Tests.Showcase;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Every page by axe-core, in both themes: the rules of WCAG 2.2 A and AA, and best practices.</summary>
public sealed class AccessibilityTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task No_page_breaks_a_rule_of_accessibility(bool dark)
    {
        await using var session = await BrowserSession.StartAsync(builder => builder.Services.ConfigureWorkers(enabled: false));
        session.Expected = "404";
        var (running, errored) = await ScreenshotTests.FillAsync(new Stage(session.Host));
        foreach (var path in new[] { "", "/tasks/EveryControl", "/tasks/ReadLines", "/tasks/BackfillPostSlugs", "/tasks/Unconstructible", $"/runs/{running}", $"/runs/{errored}", "/nodes", "/runs/4711" })
        {
            var page = await session.OpenAsync(path, dark: dark);
            foreach (var details in await page.Locator("details > summary").AllAsync())
            {
                if (await details.IsVisibleAsync()) await details.ClickAsync();
            }

            var result = await page.RunAxe();
            Assert.True(result.Violations.Length == 0, $"{path} ({(dark ? "dark" : "light")}): {string.Join("; ", result.Violations.Select(Describe))}");
            await page.CloseAsync();
        }
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Take(3).Select(node => node.Html))}";
}
