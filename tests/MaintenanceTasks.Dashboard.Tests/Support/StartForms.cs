using Microsoft.Playwright;

namespace MaintenanceTasks.Dashboard.Tests;

internal static class StartForms
{
    /// <summary>Looks at what will happen, and starts it.</summary>
    public static async Task RunItAsync(this ILocator form)
    {
        var details = form.Locator("details.confirm");
        if (await details.GetAttributeAsync("open") is null) await details.Locator("> summary").ClickAsync();
        await details.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
    }
}
