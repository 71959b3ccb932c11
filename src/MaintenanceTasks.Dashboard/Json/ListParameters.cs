using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace MaintenanceTasks.Dashboard;

/// <summary>The query of the list of tasks, as it is described. <see cref="TaskQuery"/> reads it, and takes anything.</summary>
internal sealed record ListParameters(
    [property: FromQuery(Name = "q"), Description("Only tasks whose name or description has this text.")] string? Text,
    [property: FromQuery(Name = "status"), Description("Only tasks whose newest run has this status; or 'active', 'new' or 'stale'.")] string? Status,
    [property: FromQuery(Name = "namespace"), Description("Only tasks of this namespace.")] string? Namespace,
    [property: FromQuery(Name = "sort"), Description("'name' or 'status'; else new tasks first, then by the newest run.")] string? Sort,
    [property: FromQuery(Name = "page"), Description("Page of 50 tasks, from 0.")] string? Page);
