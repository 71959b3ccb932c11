using System.Globalization;

namespace Chaos.Scenarios;

/// <summary>An effect outside the database: never missing, and repeated no more than a checkpoint interval allows.</summary>
internal static class IndexScenario
{
    private const string Task = "RebuildSearchIndex";

    public static async Task RunAsync(Proof proof)
    {
        var (posts, kills) = (proof.Options.Number("posts", 2_000_000), proof.Options.Number("kills", 20));
        var database = await proof.Workspace.SeedAsync(posts);
        var path = Path.Combine(database.Directory, "index.txt");
        using var file = new IndexFile(path);
        file.Watch();
        var windows = new RepeatWindows(proof, file);
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        var run = await lives.LiveAsync(Task, Arguments(proof, path), kills, proof.Options.Milliseconds("life-ms", 2000), (host, run) =>
        {
            host.Kill();
            windows.Killed(() => int.Parse(database.Cursor(run), CultureInfo.InvariantCulture));
            return System.Threading.Tasks.Task.CompletedTask;
        });

        lives.Report(kills, proof.Options.Seconds("moving-within-s", 6));
        proof.Claim($"the run succeeded (found {database.Status(run)} {database.Error(run)})", database.Status(run) == "succeeded");
        windows.Report(posts);
    }

    /// <summary>The same under SIGTERM: the position is written at the stop, so nothing is repeated.</summary>
    public static async Task TerminateAsync(Proof proof, int posts, int ends)
    {
        var database = await proof.Workspace.SeedAsync(posts);
        var path = Path.Combine(database.Directory, "index.txt");
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        var run = await lives.LiveAsync(
            Task, Arguments(proof, path), ends, proof.Options.Milliseconds("life-ms", 2000) / 2, async (host, _) => await host.TerminateAsync());
        using var file = new IndexFile(path);
        var ids = file.Ids();
        proof.Claim($"the index under {lives.Ended} SIGTERMs succeeded (found {database.Status(run)})", lives.Ended > 0 && database.Status(run) == "succeeded");
        proof.Claim($"every id is in it once and in order (found {ids.Length:N0} lines, {ids.Length - ids.Distinct().Count()} repeats)",
            ids.SequenceEqual(Enumerable.Range(1, posts)));
    }

    /// <summary>What the task is started with: the file it writes, and how long it waits after each line.</summary>
    public static string[] Arguments(Proof proof, string path) => [$"File={path}", $"DelayMilliseconds={proof.Options.Number("delay-ms", 0)}"];
}
