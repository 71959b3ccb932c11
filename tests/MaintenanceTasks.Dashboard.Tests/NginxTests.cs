using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The dashboard behind an nginx that is set as it comes, with its buffers, and takes a prefix away.</summary>
public sealed class NginxTests
{
    [Fact]
    public async Task Updates_pass_its_buffers_at_once_and_links_lead_through_it()
    {
        if (Nginx.Program is null && Environment.GetEnvironmentVariable("MT_SKIP_MISSING") == "1") Assert.Skip("There is no nginx.");
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.ConfigureWorkers(enabled: false);
                builder.Services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedPrefix);
            },
            application =>
            {
                application.UseForwardedHeaders();
                application.UseRouting();
                application.MapMaintenanceTasks().AllowAnonymous();
            },
            onKestrel: true);
        var run = await host.Runner.StartAsync<Backfill>();
        await using var nginx = await Nginx.StartAsync(new Uri(host.Application.Urls.First()));
        using var browser = new HttpClient { BaseAddress = nginx.Address };
        var page = await DashboardHost.ReadAsync(
            await browser.GetAsync(new Uri($"{Nginx.Prefix}{DashboardHost.Root}/runs/{run.Id}", UriKind.Relative)), System.Net.HttpStatusCode.OK);
        var live = page.QuerySelector("main")!.GetAttribute("data-live")!;
        Assert.StartsWith(Nginx.Prefix + DashboardHost.Root, live, StringComparison.Ordinal);

        // The stream stays open and silent after each change: what arrives was not pushed out of a buffer by more.
        await using var stream = await LiveStream.OpenAsync(browser, live);
        await stream.UntilAsync(fragment => fragment.QuerySelector("#summary")!.GetAttribute("data-status") == "enqueued");
        await host.Runner.PauseAsync(run.Id);
        await stream.UntilAsync(fragment => fragment.QuerySelector("#summary")!.GetAttribute("data-status") == "paused");
    }
}
