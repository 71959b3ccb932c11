namespace MaintenanceTasks.Dashboard;

/// <summary>The first page, as JSON.</summary>
/// <param name="Attention">Runs somebody should look at, and why.</param>
/// <param name="Active">Runs that are not completed, newest first, at most 100.</param>
/// <param name="Tasks">The tasks that are asked for, one page of them.</param>
/// <param name="Found">How many tasks are asked for, on all pages.</param>
/// <param name="All">How many tasks there are.</param>
/// <param name="Next">The path of the next page of tasks, or null.</param>
/// <param name="Unknown">Newest runs of tasks that this application does not know.</param>
internal sealed record OverviewDocument(
    IReadOnlyList<AttentionDocument> Attention, IReadOnlyList<RunDocument> Active, IReadOnlyList<TaskRowDocument> Tasks, int Found, int All,
    string? Next, IReadOnlyList<NewestRunDocument> Unknown)
{
    public static OverviewDocument Of(TaskListView view, Links links) => new(
        [.. view.Attention.Select(item => new AttentionDocument(item.Why, RunDocument.Of(item.Run, links)))],
        [.. view.Active.Select(run => RunDocument.Of(run, links))],
        [.. view.Rows.Select(row => TaskRowDocument.Of(row, links))],
        view.Found,
        view.All,
        view.HasMore ? links.TaskListOf(view.Query with { Page = view.Query.Page + 1 }) : null,
        [.. view.Unknown.Select(run => NewestRunDocument.Of(run, links))]);
}
