namespace MaintenanceTasks.Dashboard;

/// <summary>A task in the list of all, as JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">That of its class.</param>
/// <param name="Summary">What it does, or null when nobody wrote it down.</param>
/// <param name="NewestRun">Its newest run, or null.</param>
/// <param name="StaleForSeconds">How long ago that succeeded, when the task is stale; else null.</param>
/// <param name="Url">The path of its page, and of its details as JSON.</param>
internal sealed record TaskRowDocument(string Name, string Namespace, string? Summary, NewestRunDocument? NewestRun, double? StaleForSeconds, string Url)
{
    public static TaskRowDocument Of(TaskRow row, Links links) => new(
        row.Task.Name, row.Task.Namespace, row.Task.Summary, row.Newest is { } run ? NewestRunDocument.Of(run, links) : null, row.StaleFor?.TotalSeconds,
        links.Task(row.Task.Name));
}
