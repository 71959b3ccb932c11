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
    private const string Json = "application/json";
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];

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
        ClosedByDefault.Apply(group, services, pattern);
        services.GetRequiredService<StartedChecks>().Add(access.Check);

        group.WithTags("Maintenance tasks");
        mount.Learn(Page<OverviewDocument>("/", "What needs attention, what runs now, and the tasks", (HttpContext context, [AsParameters] ListParameters _, CancellationToken gone) => tasks.ListAsync(context, gone)));
        Page<TaskDocument>("/tasks/{**name}", "A task, its parameters and its runs", (HttpContext context, string name, [AsParameters] HistoryParameters _, CancellationToken gone) => tasks.ShowAsync(context, name, gone))
            .ProducesProblem(StatusCodes.Status404NotFound);
        Page<RunDetailsDocument>("/runs/{id}", "A run", runs.ShowAsync).ProducesProblem(StatusCodes.Status404NotFound);
        Page<NodeDocument[]>("/nodes", "The processes that take part", nodes.ListAsync);

        group.MapPost("/tasks/{**name}", tasks.StartAsync).ExcludeFromDescription();
        group.MapPost("/tasks/{**name}", tasks.StartAsync).Accepts<StartRequest>(Json)
            .DescribeDeed("Start a run", StatusCodes.Status201Created).ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
        Control("pause", "Pause a run after the item in hand", runs.PauseAsync);
        Control("resume", "Resume a paused or failed run where it stopped", runs.ResumeAsync);
        Control("cancel", "Cancel a run, for good", runs.CancelAsync);

        var plain = group.MapGroup("").ExcludeFromDescription();
        plain.MapMethods("/runs/{id}/file/{name}", Read, runs.FileAsync);
        plain.MapGet("/live/tasks", live.TaskListAsync);
        plain.MapGet("/live/tasks/{**name}", live.TaskAsync);
        plain.MapGet("/live/runs/{id}", live.RunAsync);
        plain.MapMethods("/assets/{file}", Read, Assets.Serve);

        RouteHandlerBuilder Page<TDocument>(string address, string summary, Delegate show)
        {
            group.MapMethods(address, [HttpMethods.Head], show).ExcludeFromDescription();
            return group.MapGet(address, show).DescribePage<TDocument>(summary);
        }

        // What sends JSON comes to the endpoint that is described, a form to the other: both do the same.
        void Control(string deed, string summary, Delegate act)
        {
            group.MapPost($"/runs/{{id}}/{deed}", act).ExcludeFromDescription();
            group.MapPost($"/runs/{{id}}/{deed}", act).Accepts<object>(isOptional: true, Json).DescribeDeed(summary, StatusCodes.Status200OK);
        }
    }
}
