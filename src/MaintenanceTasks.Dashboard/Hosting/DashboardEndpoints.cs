using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>The addresses of a dashboard, and what every one of them passes through.</summary>
internal static class DashboardEndpoints
{
    public static void Map(RouteGroupBuilder group, IServiceProvider services, string pattern, DashboardOptions options)
    {
        var lifetime = services.GetRequiredService<IHostApplicationLifetime>();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("MaintenanceTasks.Dashboard");
        var time = services.GetRequiredService<TimeProvider>();
        var mount = new DashboardMount();
        var tokens = new FormTokens(services, lifetime);
        var views = new ViewReader(services, time, options.ShowSource == true ? new TaskSources(logger) : null);
        var pages = new PageWriter(mount, tokens, services);
        var files = new FileForms(services);
        var requester = new Requester(options, logger);
        var access = new AccessRules(options, services, pattern);
        var tasks = new TaskEndpoints(services, views, pages, files, requester, access);
        var runs = new RunEndpoints(services, views, pages, requester, access);
        var live = new LiveEndpoints(services, views, pages, new LiveFeed(time, logger, lifetime.ApplicationStopping), access);
        var nodes = new NodeEndpoints(views, pages, access);

        group.AddEndpointFilter(SecurityHeaders.ApplyAsync);
        group.AddEndpointFilter(new FailurePages(pages).ApplyAsync);
        group.AddEndpointFilter(files.ApplyAsync);
        group.AddEndpointFilter(new CrossSiteGuard(tokens, pages).ApplyAsync);
        group.DisableAntiforgery(); // CrossSiteGuard does it, without a middleware of the host
        group.ExcludeFromDescription();
        ClosedByDefault.Apply(group, services, pattern);
        services.GetRequiredService<StartedChecks>().Add(access.Check);

        string[] read = [HttpMethods.Get, HttpMethods.Head];
        string[] write = [HttpMethods.Post];
        mount.Learn(group.MapMethods("/", read, tasks.ListAsync));
        group.MapMethods("/tasks/{**name}", read, tasks.ShowAsync);
        group.MapMethods("/tasks/{**name}", write, tasks.StartAsync);
        group.MapMethods("/nodes", read, nodes.ListAsync);
        group.MapMethods("/runs/{id}", read, runs.ShowAsync);
        group.MapMethods("/runs/{id}/file/{name}", read, runs.FileAsync);
        group.MapMethods("/runs/{id}/pause", write, runs.PauseAsync);
        group.MapMethods("/runs/{id}/resume", write, runs.ResumeAsync);
        group.MapMethods("/runs/{id}/cancel", write, runs.CancelAsync);
        group.MapGet("/live/tasks", live.TaskListAsync);
        group.MapGet("/live/tasks/{**name}", live.TaskAsync);
        group.MapGet("/live/runs/{id}", live.RunAsync);
        group.MapMethods("/assets/{file}", read, Assets.Serve);
    }
}
