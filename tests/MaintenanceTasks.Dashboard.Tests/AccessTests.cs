using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>What a person may see and do.</summary>
public sealed class AccessTests
{
    private const string Root = DashboardHost.Root;

    [Fact]
    [Survives("S2")]
    public async Task Who_may_only_look_sees_no_form_and_no_button_and_their_requests_are_refused()
    {
        await using var host = await HostAsync(options => (options.RunPolicy, options.ControlPolicy) = ("Operators", "Operators"), role: null);
        var run = await host.Runner.StartAsync<Backfill>();
        Assert.Empty((await host.PageAsync(Root + "/tasks/Backfill")).Forms);
        Assert.Empty((await host.PageAsync($"{Root}/runs/{run.Id}")).Forms);

        host.Role = "operator"; // their form is from the time when they were allowed
        var form = (await host.PageAsync(Root + "/tasks/Backfill")).Form("/tasks/Backfill");
        host.Role = null;
        foreach (var path in new[] { "/tasks/Backfill", $"/runs/{run.Id}/pause", $"/runs/{run.Id}/resume", $"/runs/{run.Id}/cancel" })
        {
            form.SetAttribute("action", Root + path);
            Assert.Contains("may not", (await DashboardHost.ReadAsync(await host.SubmitAsync(form), HttpStatusCode.Forbidden)).Text("main"), StringComparison.Ordinal);
        }

        Assert.Equal(RunStatus.Enqueued, Assert.Single(await host.Runner.ListAsync()).Status);
    }

    [Fact]
    public async Task Who_may_run_and_not_control_has_the_form_alone()
    {
        await using var host = await HostAsync(options => (options.RunPolicy, options.ControlPolicy) = ("Staff", "Operators"), role: "staff");
        var answer = await host.SubmitAsync((await host.PageAsync(Root + "/tasks/Quick")).Form("/tasks/Quick"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty((await host.PageAsync(Root + "/runs/1")).Forms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/tasks/Quick")]
    [InlineData("/runs/1")]
    [InlineData("/live/tasks")]
    [InlineData("/live/tasks/Quick")]
    [InlineData("/live/runs/1")]
    [InlineData("/nodes")]
    public async Task Who_may_not_look_gets_a_page_that_says_so(string path)
    {
        await using var host = await HostAsync(options => options.ViewPolicy = "Operators", role: "staff");
        await host.Runner.StartAsync<Quick>();
        Assert.Contains("may not", (await host.PageAsync(Root + path, HttpStatusCode.Forbidden)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    [Survives("S2")]
    public async Task A_task_with_a_rule_of_its_own_is_hidden_with_its_runs_from_who_does_not_fulfil_it()
    {
        await using var host = await HostAsync(options => options.TaskPolicy = task => task == "Quick" ? "Operators" : null, role: "staff");
        await host.Runner.StartAsync<Quick>();
        await host.Runner.StartAsync<Backfill>();
        var list = await host.PageAsync(Root);
        Assert.DoesNotContain(list.QuerySelectorAll("a"), link => link.TextContent == "Quick");
        Assert.Contains(list.QuerySelectorAll("a"), link => link.TextContent == "Backfill");
        Assert.Equal(["Run 2"], list.QuerySelectorAll(".cards a").Select(link => link.TextContent));
        foreach (var path in new[] { "/tasks/Quick", "/runs/1", "/live/tasks/Quick", "/live/runs/1", "/runs/1/file/x" }) await host.PageAsync(Root + path, HttpStatusCode.Forbidden);
        await host.PageAsync(Root + "/runs/2");

        await using var stream = await LiveStream.OpenAsync(host, "/live/tasks");
        var fragment = await stream.UntilAsync(_ => true);
        Assert.DoesNotContain(fragment.QuerySelectorAll("a"), link => link.TextContent == "Quick");
    }

    [Fact]
    public async Task Who_fulfils_the_rule_of_a_task_sees_it_beside_who_does_not()
    {
        await using var host = await HostAsync(options => options.TaskPolicy = task => task == "Quick" ? "Operators" : null, role: "operator");
        await host.Runner.StartAsync<Quick>();
        Assert.Contains((await host.PageAsync(Root)).QuerySelectorAll("a"), link => link.TextContent == "Quick");
        Assert.NotEmpty((await host.PageAsync(Root + "/runs/1")).Forms);
    }

    [Fact]
    public async Task A_policy_that_is_not_defined_stops_the_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => HostAsync(options => options.RunPolicy = "Operator", role: null));
        Assert.Contains("the policy 'Operator', which is not defined", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_without_authorization_stop_the_start()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DashboardHost.StartAsync(null, application => application.MapMaintenanceTasks(configure: options => options.RunPolicy = "Operators").AllowAnonymous()));
        Assert.Contains("Call builder.Services.AddAuthorization()", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<DashboardHost> HostAsync(Action<DashboardOptions> configure, string? role)
    {
        DashboardHost? started = null;
        var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.ConfigureWorkers(enabled: false);
                builder.Services.AddAuthorizationBuilder()
                    .AddPolicy("Operators", policy => policy.RequireRole("operator"))
                    .AddPolicy("Staff", policy => policy.RequireRole("staff", "operator"));
            },
            application =>
            {
                application.Use((context, next) =>
                {
                    var now = started is null ? role : started.Role;
                    System.Security.Claims.Claim[] claims = now is null ? [] : [new(ClaimTypes.Role, now)];
                    context.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, "ana"), new(ClaimTypes.NameIdentifier, "1"), .. claims], "test"));
                    return next(context);
                });
                application.MapMaintenanceTasks(configure: configure).AllowAnonymous();
            });
        host.Role = role;
        return started = host;
    }
}
