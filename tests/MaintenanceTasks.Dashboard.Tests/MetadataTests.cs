using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Who acts, and what else is kept of the request.</summary>
public sealed class MetadataTests
{
    private const string Quick = DashboardHost.Root + "/tasks/Quick";

    [Fact, Ancestor("C242")]
    public async Task Facts_of_the_request_are_kept_with_the_run_and_shown()
    {
        await using var host = await StartAsync(options => options.Metadata = context => new Dictionary<string, string>
        {
            ["agent"] = context.Request.Headers.UserAgent.ToString(),
            ["method"] = context.Request.Method,
        });
        await host.SubmitAsync((await host.PageAsync(Quick)).Form("/tasks/Quick"));
        var run = Assert.Single(await host.Runner.ListAsync());
        Assert.Equal("POST", run.Metadata["method"]);
        var facts = (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).Text("[aria-labelledby=metadata-title]");
        Assert.Contains("methodPOST", facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_default_the_user_is_kept_and_no_metadata()
    {
        await using var host = await DashboardHost.StartAsync(user: "ana");
        await host.SubmitAsync((await host.PageAsync(Quick)).Form("/tasks/Quick"));
        var run = Assert.Single(await host.Runner.ListAsync());
        Assert.Equal("ana", run.StartedBy);
        Assert.Empty(run.Metadata);
    }

    [Fact]
    public async Task The_application_says_who_acts()
    {
        await using var host = await StartAsync(options => options.Who = context => context.Request.Query["who"].ToString() + "team");
        await host.SubmitAsync((await host.PageAsync(Quick)).Form("/tasks/Quick"));
        var path = $"{DashboardHost.Root}/runs/1";
        await host.SubmitAsync((await host.PageAsync(path)).Form("/pause"));
        Assert.Equal("team", Assert.Single(await host.Runner.ListAsync()).StartedBy);
        Assert.Equal("team", (await host.Runner.EventsAsync(1))[^1].Actor);
    }

    [Fact]
    public async Task Code_that_fails_to_say_starts_no_run_and_keeps_what_was_typed()
    {
        await using var host = await StartAsync(options => options.Metadata = _ => throw new InvalidOperationException("no tenant"));
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/Backfill")).Form("/tasks/Backfill");
        var page = await DashboardHost.ReadAsync(await host.SubmitAsync(form, ("Prefix", "kept")), HttpStatusCode.InternalServerError);
        Assert.Contains("its code for DashboardOptions.Metadata failed (InvalidOperationException: no tenant)", page.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal("kept", page.QuerySelector("#field-Prefix")!.GetAttribute("value"));
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task Code_that_fails_to_say_who_acts_changes_nothing()
    {
        await using var host = await StartAsync(options => options.Who = _ => throw new InvalidOperationException("no claims"));
        var run = await host.Runner.StartAsync<Backfill>();
        var form = (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).Form("/pause");
        var page = await DashboardHost.ReadAsync(await host.SubmitAsync(form), HttpStatusCode.InternalServerError);
        Assert.Contains("DashboardOptions.Who failed", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Enqueued, (await host.Runner.FindAsync(run.Id))!.Run.Status);
    }

    private static Task<DashboardHost> StartAsync(Action<DashboardOptions> configure) => DashboardHost.StartAsync(
        builder => builder.Services.Configure<MaintenanceTasksOptions>(value => value.Worker.Enabled = false),
        application => application.MapMaintenanceTasks(configure: configure).AllowAnonymous());
}
