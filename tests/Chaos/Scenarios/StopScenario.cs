using System.Globalization;
using Chaos.Processes;
using Microsoft.Data.Sqlite;

namespace Chaos.Scenarios;

/// <summary>A worker that freezes for longer than its lease, while another process waits to take over.</summary>
internal static class StopScenario
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Proof proof)
    {
        await IndexAsync(proof);
        var random = new Random(proof.Options.Number("seed", 1));
        for (var round = 1; round <= proof.Options.Number("rounds", 3); round++) await BackfillAsync(proof, round, random);
    }

    private static async Task IndexAsync(Proof proof)
    {
        const int Posts = 1000;
        var database = await proof.Workspace.SeedAsync(Posts);
        var path = Path.Combine(database.Directory, "index.txt");
        var (frozen, run) = await StartAsync(proof, database, "RebuildSearchIndex", $"File={path}", "DelayMilliseconds=5");
        using var other = proof.Workspace.Start(database, Lease(proof));
        await other.AnswersAsync();

        await FreezeOutsideAsync(frozen, database);
        var from = database.Cursor(run);
        var took = await database.UntilMovedAsync(run, from);
        proof.Note($"index: the other process took over {took.TotalSeconds:0.0} s after SIGSTOP");
        frozen.Thaw();
        await FencedAsync(proof, frozen, "index");
        await database.UntilStatusAsync(run, "succeeded", "errored");
        using var file = new IndexFile(path);
        var ids = file.Ids();
        proof.Claim($"index: succeeded, and no id is missing (found {database.Status(run)}, {Posts - ids.Distinct().Count()} missing, {ids.Length - ids.Distinct().Count()} repeated)",
            database.Status(run) == "succeeded" && ids.Distinct().Count() == Posts);
        Fenced(proof, database, run, Posts, "index");
        frozen.Dispose();
    }

    private static async Task BackfillAsync(Proof proof, int round, Random random)
    {
        var posts = proof.Options.Number("posts", 200_000);
        var name = string.Create(CultureInfo.InvariantCulture, $"backfill {round}");
        var database = await proof.Workspace.SeedAsync(posts);
        var (frozen, run) = await StartAsync(proof, database, "BackfillPostSlugs");
        using var other = proof.Workspace.Start(database, Lease(proof));
        await Task.Delay(random.Next(300));
        frozen.Freeze();
        var (from, ticks) = (database.Cursor(run), database.Ticks(run));
        if (database.Status(run) == "succeeded") throw new InvalidOperationException("The run ended before the freeze: take more posts.");
        var inside = IsLocked(database);
        if (inside)
        {
            await other.AnswersAsync();
            var until = Task.Delay(proof.Options.Seconds("lease-s", 20) + Sweep);
            await Proof.UntilAsync("the lease is over", () => until.IsCompleted);
            proof.Claim($"{name}: frozen inside its transaction after {ticks:N0} posts, it keeps the lock and nobody takes over", database.Cursor(run) == from);
        }
        else
        {
            var took = await database.UntilMovedAsync(run, from);
            proof.Note($"{name}: frozen outside a transaction after {ticks:N0} posts; the other process took over after {took.TotalSeconds:0.0} s");
        }

        frozen.Thaw();
        if (!inside) await FencedAsync(proof, frozen, name);
        await database.UntilStatusAsync(run, "succeeded", "errored");
        proof.Claim($"{name}: succeeded, every revision is 1 (found {database.Status(run)}, {database.RevisionsInWords()})",
            database.Status(run) == "succeeded" && database.EveryRevisionIs(1) && database.PostsWithoutSlug() == 0);
        Fenced(proof, database, run, posts, name);
        frozen.Dispose();
    }

    private static async Task<(BlogHost Host, long Run)> StartAsync(Proof proof, BlogDatabase database, string task, params string[] arguments)
    {
        var host = proof.Workspace.Start(database, Lease(proof));
        await host.AnswersAsync();
        var run = await database.PerformAsync(task, arguments);
        await database.UntilMovedAsync(run, "");
        return (host, run);
    }

    /// <summary>Freezes at a moment at which the process does not hold the write lock: with the lock nobody could take over.</summary>
    private static async Task FreezeOutsideAsync(BlogHost host, SqliteBlog database)
    {
        while (true)
        {
            host.Freeze();
            if (!IsLocked(database)) return;
            host.Thaw();
            await Task.Delay(50);
        }
    }

    /// <summary>The configuration of a worker with a lease of this length.</summary>
    public static (string, string)[] Lease(TimeSpan lease) =>
    [
        ("MaintenanceTasks__LeaseDuration", lease.ToString("c", CultureInfo.InvariantCulture)),
        ("MaintenanceTasks__BeatInterval", (lease / 4).ToString("c", CultureInfo.InvariantCulture)),
    ];

    private static (string, string)[] Lease(Proof proof) => Lease(proof.Options.Seconds("lease-s", 20));

    private static Task<TimeSpan> FencedAsync(Proof proof, BlogHost frozen, string name)
    {
        _ = proof;
        return Proof.UntilAsync($"{name}: the thawed process says that it lost its lease", () => frozen.Log.Contains("Lost the lease", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
    }

    /// <summary>Had the thawed worker committed a position, it would count: items of both would add up to more than there are.</summary>
    private static void Fenced(Proof proof, BlogDatabase database, long run, int posts, string name)
    {
        proof.Claim($"{name}: {posts:N0} ticks, so nothing of the frozen worker was committed late (found {database.Ticks(run):N0})", database.Ticks(run) == posts);
        TwoProcessesScenario.Overlaps(proof, database);
    }

    private static bool IsLocked(SqliteBlog database)
    {
        using var connection = database.Open();
        try
        {
            BlogDatabase.Execute(connection, "PRAGMA busy_timeout = 1000");
            connection.DefaultTimeout = 1;
            BlogDatabase.Execute(connection, "BEGIN IMMEDIATE; ROLLBACK");
            return false;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == 5)
        {
            return true;
        }
    }
}
