using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MaintenanceTasks.Dashboard;

/// <summary>What one dashboard shows, and what it records of requests. Also bound from the configuration section <c>MaintenanceTasks:Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "MaintenanceTasks:Dashboard";

    /// <summary>
    /// Whether the page of a task shows the source it was compiled from, where that is at hand: embedded in the PDB, or still in its
    /// place and unchanged. Default null: in the environment Development only, because everybody who may see the dashboard would read it.
    /// </summary>
    public bool? ShowSource { get; set; }

    /// <summary>Who acts: recorded with every run that is started and every request to pause, resume or cancel. Default the user's name, or null.</summary>
    public Func<HttpContext, string?> Who { get; set; } = context => context.User.Identity?.Name;

    /// <summary>
    /// Facts to keep with a run that is started: <see cref="Run.Metadata"/>. Called for each start, before anything is enqueued; when it
    /// throws, no run is started and the page says so. Default none.
    /// </summary>
    public Func<HttpContext, IReadOnlyDictionary<string, string>?> Metadata { get; set; } = _ => null;

    /// <summary>The options of a dashboard: the section, then what its mapping says.</summary>
    internal static DashboardOptions Of(IServiceProvider services, Action<DashboardOptions>? configure)
    {
        var options = new DashboardOptions();
        services.GetService<IConfiguration>()?.GetSection(Section).Bind(options);
        configure?.Invoke(options);
        options.ShowSource ??= services.GetRequiredService<IWebHostEnvironment>().IsDevelopment();
        return options;
    }
}
