using System.Globalization;

namespace Chaos.Scenarios;

/// <summary>An effect outside the database: never missing, and repeated no more than a checkpoint interval allows.</summary>
internal static class IndexScenario
{
    private const string Task = "RebuildSearchIndex";

    // The interval, and the time a busy machine may take to write the checkpoint that ends it.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WriteTime = TimeSpan.FromMilliseconds(250);

    public static async Task RunAsync(Proof proof)
    {
        var (posts, kills) = (proof.Options.Number("posts", 2_000_000), proof.Options.Number("kills", 20));
        var database = await proof.Workspace.SeedAsync(posts);
        var path = Path.Combine(database.Directory, "index.txt");
        using var file = new IndexFile(path);
        file.Watch();
        var windows = new List<(int Repeats, int Allowed)>();
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        string[] arguments = [$"File={path}", $"DelayMilliseconds={proof.Options.Number("delay-ms", 0)}"];
        var run = await lives.LiveAsync(Task, arguments, kills, proof.Options.Milliseconds("life-ms", 2000), (host, run) =>
        {
            host.Kill();
            var allowed = file.WrittenInTheLast(Interval + WriteTime) + 1;
            var cursor = int.Parse(database.Cursor(run), CultureInfo.InvariantCulture);
            windows.Add((file.Ids().Distinct().Count(id => id > cursor), allowed));
            return System.Threading.Tasks.Task.CompletedTask;
        });

        lives.Report(kills, proof.Options.Seconds("moving-within-s", 6));
        proof.Note("repeats per kill (written in the last checkpoint interval + 1): "
            + string.Join(", ", windows.Select(window => $"{window.Repeats} ({window.Allowed})")));
        proof.Claim("each kill repeated at most what one checkpoint interval processed, and the item in hand",
            windows.All(window => window.Repeats <= window.Allowed));
        var ids = file.Ids();
        proof.Claim($"the run succeeded (found {database.Status(run)} {database.Error(run)})", database.Status(run) == "succeeded");
        proof.Claim($"no id is missing (found {posts - ids.Distinct().Count()} missing)", ids.Distinct().Count() == posts);
        var repeats = ids.Length - posts;
        proof.Claim($"the file has no repeats but these (found {repeats}, from the kills {windows.Sum(window => window.Repeats)})",
            repeats <= windows.Sum(window => window.Repeats));
    }

    /// <summary>The same under SIGTERM: the position is written at the stop, so nothing is repeated.</summary>
    public static async Task TerminateAsync(Proof proof, int posts, int ends)
    {
        var database = await proof.Workspace.SeedAsync(posts);
        var path = Path.Combine(database.Directory, "index.txt");
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        var run = await lives.LiveAsync(
            Task, [$"File={path}"], ends, proof.Options.Milliseconds("life-ms", 2000) / 2, async (host, _) => await host.TerminateAsync());
        using var file = new IndexFile(path);
        var ids = file.Ids();
        proof.Claim($"the index under {lives.Ended} SIGTERMs succeeded (found {database.Status(run)})", database.Status(run) == "succeeded");
        proof.Claim($"every id is in it once and in order (found {ids.Length:N0} lines, {ids.Length - ids.Distinct().Count()} repeats)",
            ids.SequenceEqual(Enumerable.Range(1, posts)));
    }
}
