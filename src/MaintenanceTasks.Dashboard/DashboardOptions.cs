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

    /// <summary>The policy of the application that who sees the pages has to fulfil, beside that of the whole group. Default null: none.</summary>
    public string? ViewPolicy { get; set; }

    /// <summary>The policy that who starts runs has to fulfil; without it the form is not shown and its request refused. Default null: none.</summary>
    public string? RunPolicy { get; set; }

    /// <summary>The policy that who pauses, resumes and cancels runs has to fulfil; without it the buttons are not shown and their requests refused. Default null: none.</summary>
    public string? ControlPolicy { get; set; }

    /// <summary>
    /// The policy of a task, by its name, for everything that concerns it: who does not fulfil it sees neither the task nor its runs.
    /// Null for none. Handlers find the task's name as the resource. Default no task has one.
    /// </summary>
    public Func<string, string?>? TaskPolicy { get; set; }

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
