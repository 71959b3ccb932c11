using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace MaintenanceTasks.Dashboard;

/// <summary>The query of the page of a task, as it is described. <see cref="HistoryPage"/> reads it.</summary>
internal sealed record HistoryParameters(
    [property: FromQuery(Name = HistoryPage.BeforeField), Description("Only completed runs with a smaller number: the address of 'older' has it.")] string? Before);
