using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class HostingTests
{
    [Fact]
    [Survives("S1")]
    public async Task An_open_dashboard_stops_the_start_and_the_message_says_what_to_write()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => DashboardHost.StartAsync(null, application => application.MapMaintenanceTasks("/ops")));
        Assert.Contains("app.MapMaintenanceTasks(\"/ops\").RequireAuthorization(", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(".AllowAnonymous()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authorization_of_an_outer_group_is_enough()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddAuthentication().Services.AddAuthorization(),
            application => application.MapGroup("/ops").RequireAuthorization(policy => policy.RequireAssertion(_ => true)).MapMaintenanceTasks());
        await host.PageAsync("/ops/maintenance-tasks");
    }

    [Fact]
    public void Without_its_services_the_mapping_says_what_to_call()
    {
        var application = WebApplication.CreateSlimBuilder().Build();
        var refusal = Assert.Throws<InvalidOperationException>(() => application.MapMaintenanceTasks());
        Assert.Contains("builder.Services.AddMaintenanceTasks()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_forms_work_under_a_path_base()
    {
        await using var host = await DashboardHost.StartAsync(null, application =>
        {
            application.UsePathBase("/shop");
            application.UseRouting();
            application.MapMaintenanceTasks().AllowAnonymous();
        });
        await AssertWorksAsync(host, "/shop/maintenance-tasks");
    }

    [Fact]
    public async Task It_works_in_nested_groups_with_a_parameter_of_theirs()
    {
        await using var host = await DashboardHost.StartAsync(null, application =>
            application.MapGroup("/admin").MapGroup("/{tenant}").MapMaintenanceTasks("ops").AllowAnonymous());
        await AssertWorksAsync(host, "/admin/blue/ops");
    }

    [Fact]
    public async Task It_can_be_mounted_twice_and_at_the_root()
    {
        await using var host = await DashboardHost.StartAsync(null, application =>
        {
            application.MapMaintenanceTasks("/").AllowAnonymous();
            application.MapMaintenanceTasks("/second").AllowAnonymous();
        });
        await AssertWorksAsync(host, "");
        await AssertWorksAsync(host, "/second");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tasks/Quick")]
    [InlineData("/assets/dashboard.css")]
    public async Task A_fallback_policy_that_denies_everything_does_not_close_an_open_dashboard(string path)
    {
        await using var host = await DashboardHost.StartAsync(DenyAll, application => application.MapMaintenanceTasks().AllowAnonymous());
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(DashboardHost.Root + path)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tasks/Quick")]
    [InlineData("/runs/1")]
    [InlineData("/live/tasks")]
    [InlineData("/assets/dashboard.css")]
    [Survives("S1")]
    public async Task A_policy_covers_every_address(string path)
    {
        await using var host = await DashboardHost.StartAsync(DenyAll, application => application.MapMaintenanceTasks().RequireAuthorization());
        Assert.Equal(HttpStatusCode.Forbidden, (await host.GetAsync(DashboardHost.Root + path)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tasks/Quick")]
    [InlineData("/assets/dashboard.css")]
    public async Task Head_answers_as_get_does_without_a_body(string path)
    {
        await using var host = await DashboardHost.StartAsync();
        var get = await host.GetAsync(DashboardHost.Root + path);
        var head = await host.SendAsync(new HttpRequestMessage(HttpMethod.Head, DashboardHost.Root + path));
        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    private static void DenyAll(WebApplicationBuilder builder) => builder.Services
        .AddAuthentication("none").AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, NobodyHandler>("none", null).Services
        .AddAuthorization(options =>
        {
            options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
            options.DefaultPolicy = options.FallbackPolicy;
        });

    private static async Task AssertWorksAsync(DashboardHost host, string root)
    {
        var list = await host.PageAsync(root.Length == 0 ? "/" : root);
        var link = list.QuerySelectorAll("td a").Single(link => link.TextContent == "Quick").GetAttribute("href")!;
        Assert.Equal(root + "/tasks/Quick", link);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(list.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!)).StatusCode);
        Assert.Equal(root + "/live/tasks", list.QuerySelector("main")!.GetAttribute("data-live"));
        var started = await host.SubmitAsync((await host.PageAsync(link)).Form("/tasks/Quick"));
        Assert.StartsWith(root + "/runs/", started.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await host.PageAsync(started.Headers.Location.OriginalString);
    }
}
