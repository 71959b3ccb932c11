using System.Globalization;
using Chaos.Processes;

namespace Chaos.Scenarios;

/// <summary>Two builds of an application on one database.</summary>
internal sealed class Rollout(Proof proof)
{
    public const string Old = "Old";
    public const string New = "New";
    private static readonly (string Name, string Value)[] Environment =
        [("MaintenanceTasks__Worker__MaxConcurrentSlices", "8"), ("MaintenanceTasks__LeaseDuration", "00:00:06"), ("MaintenanceTasks__BeatInterval", "00:00:02")];

    private readonly SqliteBlog _database = new(proof.Workspace.NewPath("rolling.db"));

    public SqliteBlog Database => _database;

    /// <summary>Starts a node of a build, and waits until it is listed.</summary>
    public async Task<BlogHost> StartAsync(string build)
    {
        var before = Nodes();
        var host = proof.Workspace.Start(build, _database.ConnectionString, _database.Directory, Environment);
        await Proof.UntilAsync($"a node of the {build} build is listed", () => Nodes() > before, TimeSpan.FromMinutes(1));
        return host;
    }

    public long Nodes() => _database.Number("SELECT COUNT(*) FROM maintenance_task_nodes");

    /// <summary>A verb of the command line of a build.</summary>
    public async Task<string> AskAsync(string build, params string[] verb)
    {
        var done = await BlogCommand.RunAsync(_database.ConnectionString, _database.Directory, verb, program: build);
        return done.ExitCode == 0 ? done.Output : throw new InvalidOperationException($"{build}: {string.Join(' ', verb)} ended with {done.ExitCode}: {done.Error}");
    }

    /// <summary>Enqueues a run with the command line of a build.</summary>
    public async Task<long> PerformAsync(string build, string task, params string[] arguments)
    {
        await AskAsync(build, ["perform", task, .. arguments.SelectMany(argument => (string[])["--arg", argument])]);
        return _database.NewestRun(task);
    }

    /// <summary>That a run has done each of its items once, and which builds did.</summary>
    public void ClaimOnce(long run, int items, params string[] builds)
    {
        var marks = _database.Query($"SELECT Item, Build FROM Marks WHERE RunId = {run}", row => (Item: row.GetInt32(0), Build: row.GetString(1)));
        var found = marks.Select(mark => mark.Build["Rolling.".Length..]).Distinct().Order(StringComparer.Ordinal).ToArray();
        proof.Claim(
            string.Create(CultureInfo.InvariantCulture, $"run {run}: each of {items} items once, done by {string.Join(" and ", builds)} (found {marks.Count}, by {string.Join(" and ", found)})"),
            marks.Count == items && marks.Select(mark => mark.Item).Distinct().Count() == items && found.SequenceEqual(builds.Order(StringComparer.Ordinal)));
    }

    /// <summary>That a run has never been in a status.</summary>
    public void ClaimNeverErrored(long run) => proof.Claim(
        $"run {run} was never errored (it is {_database.Status(run)}{(_database.Error(run) is { Length: > 0 } error ? $": {error}" : "")})",
        _database.Number($"SELECT COUNT(*) FROM maintenance_task_events WHERE run_id = {run} AND to_status = 'errored'") == 0);
}
