using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The dashboard beside other frameworks, and behind a proxy.</summary>
public sealed class OtherHostsTests
{
    private const string Root = DashboardHost.Root;

    [Fact]
    public async Task It_works_in_an_application_with_controllers_and_views()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddControllersWithViews(),
            application =>
            {
                application.MapControllers();
                application.MapMaintenanceTasks().AllowAnonymous();
            });
        await StartsARunAsync(host, Root);
    }

    [Fact]
    public async Task It_works_in_a_blazor_application_with_its_antiforgery_middleware()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddRazorComponents(),
            application =>
            {
                application.UseAntiforgery();
                application.MapRazorComponents<App>();
                application.MapMaintenanceTasks().AllowAnonymous();
            });
        await StartsARunAsync(host, Root);
    }

    [Fact]
    public async Task Behind_a_proxy_that_takes_a_prefix_away_links_and_forms_have_it()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.Configure<ForwardedHeadersOptions>(options =>
            {
                options.ForwardedHeaders = ForwardedHeaders.XForwardedPrefix;
                options.KnownIPNetworks.Clear();
                options.KnownProxies.Clear();
            }),
            application =>
            {
                application.UseForwardedHeaders();
                application.UseRouting();
                application.MapMaintenanceTasks().AllowAnonymous();
            });
        var request = new HttpRequestMessage(HttpMethod.Get, Root + "/tasks/Quick");
        request.Headers.Add("X-Forwarded-Prefix", "/shop");
        var page = await DashboardHost.ReadAsync(await host.SendAsync(request), HttpStatusCode.OK);
        Assert.Equal($"/shop{Root}/tasks/Quick", page.QuerySelector("form.start")!.GetAttribute("action"));
        Assert.All(page.QuerySelectorAll("a[href^='/'], link[href], script[src]"), link =>
            Assert.StartsWith("/shop" + Root, link.GetAttribute("href") ?? link.GetAttribute("src"), StringComparison.Ordinal));
    }

    private static async Task StartsARunAsync(DashboardHost host, string root)
    {
        var answer = await host.SubmitAsync((await host.PageAsync(root + "/tasks/Quick")).Form("/tasks/Quick"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await host.PageAsync(answer.Headers.Location!.OriginalString);
    }

    /// <summary>The page of an application that has others.</summary>
    [Route("/blazor")]
    public sealed class App : ComponentBase
    {
        /// <inheritdoc/>
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, "an application");
    }
}
