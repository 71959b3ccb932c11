using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>The addresses of the dashboard, for one client: path base and outer groups included.</summary>
/// <param name="Root">Where the dashboard is mounted, without a slash at the end.</param>
internal sealed record Links(string Root)
{
    public string TaskList => Root.Length == 0 ? "/" : Root;

    public string Nodes => Root + "/nodes";

    public string LiveTaskList(TaskQuery query) => Root + "/live/tasks" + query;

    public string TaskListOf(TaskQuery query) => TaskList + query;

    public string Task(string name) => Root + "/tasks/" + Escape(name);

    public string LiveTask(string name) => Root + "/live/tasks/" + Escape(name);

    public string Run(long id) => Root + "/runs/" + id.ToString(CultureInfo.InvariantCulture);

    public string RunFile(long id, string name) => Run(id) + "/file/" + Uri.EscapeDataString(name);

    public string LiveRun(long id) => Root + "/live/runs/" + id.ToString(CultureInfo.InvariantCulture);

    public string Asset(string file) => $"{Root}/assets/{file}?{Assets.Version}";

    /// <summary>A page of older runs, remembering the pages passed on the way, for the way back.</summary>
    public string History(string task, long before, IEnumerable<long> passed) =>
        string.Create(CultureInfo.InvariantCulture, $"{Task(task)}?{HistoryPage.BeforeField}={before}&{HistoryPage.PassedField}={string.Join('.', passed)}#history");

    private static string Escape(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal);
}
