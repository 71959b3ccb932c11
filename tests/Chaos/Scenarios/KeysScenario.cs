using Chaos.Processes;

namespace Chaos.Scenarios;

/// <summary>Two nodes whose keys of data protection are not the same, and a run with a secret that one of them can read.</summary>
internal static class KeysScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var database = new SqliteBlog(proof.Workspace.NewPath("runs.db"));
        (string Name, string Value) mine = ("Tenants__Keys", "mine");
        await AskAsync(database, ["list"], mine, ("Tenants__Rows", "1"));
        await AskAsync(database, ["perform", "UseSecret", "--arg", "Key=open sesame"], mine);
        var run = database.NewestRun("UseSecret");

        using var other = Start(proof, database, ("Tenants__Keys", "others"));
        await Proof.UntilAsync("the node without the key says so", () => Notes(database, run).Count > 0 && other.Log.Contains("is left to another node", StringComparison.Ordinal));
        var note = Notes(database, run)[0];
        proof.Note($"event: {note}");
        proof.Note($"log: {other.Log.Split('\n').First(line => line.Contains("is left to another node", StringComparison.Ordinal)).Trim()}");
        proof.Claim("the message names the key ring", note.Contains("key ring", StringComparison.Ordinal));
        proof.Claim($"the run waits (found {database.Status(run)})", database.Status(run) == "enqueued");

        using var able = Start(proof, database, mine);
        await database.UntilStatusAsync(run, "succeeded", "errored");
        proof.Claim($"a node with the key does it (found {database.Status(run)} {database.Error(run)}, {database.Ticks(run)} items)", database.Status(run) == "succeeded" && database.Ticks(run) == 3);
        proof.Claim($"it was said once (found {Notes(database, run).Count})", Notes(database, run).Count == 1);
        var by = database.Query($"SELECT node FROM maintenance_task_events WHERE run_id = {run} AND kind = 'claimed'", row => row.GetString(0));
        proof.Claim($"by that node alone (found {string.Join(", ", by)})", by.Count == 1 && by[0].EndsWith($":{able.Id}", StringComparison.Ordinal));
        await able.TerminateAsync();
        await other.TerminateAsync();
    }

    private static BlogHost Start(Proof proof, SqliteBlog database, (string Name, string Value) keys) =>
        proof.Workspace.Start(BlogProcess.Tenants, database.ConnectionString, database.Directory, [keys]);

    private static IReadOnlyList<string> Notes(SqliteBlog database, long run) =>
        database.Query($"SELECT text FROM maintenance_task_events WHERE run_id = {run} AND kind = 'note'", row => row.GetString(0));

    private static async Task AskAsync(SqliteBlog database, string[] verb, params (string Name, string Value)[] environment)
    {
        var asked = await BlogCommand.RunAsync(
            database.ConnectionString, database.Directory, verb, [.. environment, ("MaintenanceTasks__Worker__Enabled", "false")], program: BlogProcess.Tenants);
        if (asked.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {asked.ExitCode}: {asked.Error}");
    }
}
