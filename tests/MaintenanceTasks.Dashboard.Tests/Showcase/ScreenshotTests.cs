using Microsoft.Playwright;

namespace MaintenanceTasks.Dashboard.Tests.Showcase;

/// <summary>Makes the pictures of the documentation, light and dark; with MT_WRITE_DOCS=1 into the repository.</summary>
public sealed class ScreenshotTests
{
    private static readonly string[] Pages = ["overview", "task", "run", "errored"];

    [Theory, InlineData(false), InlineData(true)]
    public async Task Every_page_has_its_picture(bool dark)
    {
        await using var session = await BrowserSession.StartAsync(
            builder => builder.Services.ConfigureWorkers(enabled: false),
            tasks: engine => engine.AddTask<BackfillPostSlugs>().AddTask<PushCustomersToCrm>().AddTask<RecomputeInvoiceTotals>()
                .AddTask<EncryptTaxNumbers>().AddTask<DeleteAbandonedCarts>().AddTask<RebuildSearchIndex>().AddTask<ImportSupplierPrices>());
        var (running, errored) = await FillAsync(new Stage(session.Host));
        foreach (var (name, path) in Pages.Zip(["", "/tasks/BackfillPostSlugs", $"/runs/{running}", $"/runs/{errored}"]))
        {
            var page = await session.OpenAsync(path, dark: dark, width: 1200, height: 800);
            await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
            var picture = await page.ScreenshotAsync(new() { FullPage = true, Animations = ScreenshotAnimations.Disabled });
            Assert.True(picture.Length > 10_000, $"The picture of {name} has {picture.Length} bytes.");
            if (name != "errored" && Environment.GetEnvironmentVariable("MT_WRITE_DOCS") == "1") await File.WriteAllBytesAsync(Path.Combine(Folder(), $"{name}-{(dark ? "dark" : "light")}.png"), picture);
            await page.CloseAsync();
        }
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MaintenanceTasks.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return Directory.CreateDirectory(Path.Combine(folder.FullName, "docs", "images")).FullName;
    }

    internal static async Task<(long Running, long Errored)> FillAsync(Stage stage)
    {
        var old = await stage.RunningAsync("BackfillPostSlugs", TimeSpan.FromDays(3), 180_000, 180_000);
        await stage.FinishAsync(old, TimeSpan.FromDays(2.5));
        await stage.FinishAsync(await stage.RunningAsync("DeleteAbandonedCarts", TimeSpan.FromDays(41), 8_120, 8_120, "cron"), TimeSpan.FromDays(41) - TimeSpan.FromMinutes(4));
        await stage.FinishAsync(await stage.RunningAsync("EncryptTaxNumbers", TimeSpan.FromHours(30), 40_000, 40_000, "ben"), TimeSpan.FromHours(29));
        var failed = await stage.RunningAsync("PushCustomersToCrm", TimeSpan.FromMinutes(52), 1_204, 9_800, "ben");
        await stage.SamplesAsync(failed.RunId, TimeSpan.FromMinutes(52), 1_204);
        await stage.FailAsync(failed, Stage.Error("1205"), TimeSpan.FromMinutes(6));
        var held = await stage.RunningAsync("RebuildSearchIndex", TimeSpan.FromMinutes(14), 61_300, 240_000, "cleo");
        await stage.SamplesAsync(held.RunId, TimeSpan.FromMinutes(14), 61_300);
        await stage.ReleaseAsync(held, "the replica lags 12 s behind", TimeSpan.FromSeconds(45));
        var running = await stage.RunningAsync("BackfillPostSlugs", TimeSpan.FromMinutes(37), 1_260_400, 2_000_000, "ana", ("Prefix", "en-"), ("Longest", "60"));
        await stage.SamplesAsync(running.RunId, TimeSpan.FromMinutes(37), 1_260_400);
        return (running.RunId, failed.RunId);
    }
}
