using System.Diagnostics;
using System.Globalization;
using Chaos.Processes;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>
/// Four workers on machines of their own share a run. Two are cut off from the database, one of them in the middle of a transaction that has
/// changed posts, and come back after the others have taken over.
/// </summary>
internal static class CutOffScenario
{
    public static async Task RunAsync(Proof proof)
    {
        if (Environment.UserName != "root") throw new FormatException("Expected root, who may make network namespaces, found another user.");
        var (posts, partitions) = (proof.Options.Number("posts", 100_000), proof.Options.Number("partitions", 8));
        using var network = new PrivateNetwork(4);
        using var cluster = new PostgresCluster(network);
        using var server = new PostgresServer(cluster.ConnectionString);
        var database = await server.SeedAsync(proof.Workspace, posts);

        // Two workers have room for all partitions.
        using var fleet = new Fleet(proof, database, database.ConnectionString, (partitions + 1) / 2);
        await fleet.StartAsync(network.Nodes);
        var run = await database.PerformInPartitionsAsync(
            "ReviewPosts", partitions, string.Create(CultureInfo.InvariantCulture, $"Milliseconds={proof.Options.Number("item-ms", 10)}"));
        var busy = Array.Empty<int>();
        await Proof.UntilAsync("two workers work", () => (busy = [.. Enumerable.Range(0, 4).Where(worker => fleet.Held(fleet.Alive[worker], run).Count > 0)]).Length >= 2);

        var (inside, outside) = (fleet.Alive[busy[0]], fleet.Alive[busy[1]]);
        var tries = await CutInsideAsync(database, network.Nodes[busy[0]], new Random(proof.Options.Number("seed", 1)));
        network.Nodes[busy[1]].Cut();
        var cut = Stopwatch.GetTimestamp();
        var held = (Inside: fleet.Held(inside, run), Outside: fleet.Held(outside, run));
        var ticks = database.Ticks(run);
        proof.Claim($"cut off after {ticks:N0} posts: one worker with {held.Inside.Count} partitions in a transaction that has changed posts (try {tries}), one with {held.Outside.Count}",
            held.Inside.Count > 0 && held.Outside.Count > 0);

        var within = proof.Options.Seconds("within-s", 45);
        await Proof.UntilAsync("others work on all that they held", () => AreTakenOver(database, run, held.Inside, inside) && AreTakenOver(database, run, held.Outside, outside));
        var took = Stopwatch.GetElapsedTime(cut);
        proof.Claim($"others had claimed all of it {took.TotalSeconds:0.0} s after the cut (within {within.TotalSeconds:0})", took <= within);

        var away = proof.Options.Seconds("away-s", 60);
        await Proof.UntilAsync("the time away is over", () => Stopwatch.GetElapsedTime(cut) >= away);
        var gaveUp = new[] { inside, outside }.Count(host => host.Log.Contains("Lost the lease", StringComparison.Ordinal));
        proof.Claim($"both had stopped by themselves, cut off as they were (found {gaveUp})", gaveUp == 2);
        var before = database.Ticks(run);
        proof.Claim($"the run went on without them ({before - ticks:N0} posts) and has not ended before they are back", before > ticks && before < posts);
        network.Nodes[busy[0]].Mend();
        network.Nodes[busy[1]].Mend();
        await database.UntilStatusAsync(run, "succeeded", "errored");
        OnceEach.Claim(proof, database, run, posts, "cutoff");
        proof.Claim("no worker ended by itself", fleet.Alive.All(host => host.IsAlive));
        TwoProcessesScenario.Overlaps(proof, database);
    }

    /// <summary>Pulls a cable until the server is left with a transaction from there that holds changed posts and has not ended.</summary>
    /// <returns>How many tries it took.</returns>
    private static async Task<int> CutInsideAsync(BlogDatabase database, NetworkNode node, Random random)
    {
        for (var attempt = 1; ; attempt++)
        {
            node.Cut();

            // What was on its way has arrived, and what the server was at is done, if it is still there then.
            if (IsInside(database, node))
            {
                await Task.Delay(200);
                if (IsInside(database, node)) return attempt;
            }

            node.Mend();
            if (attempt == 10_000) throw new TimeoutException("a cable is pulled in the middle of a transaction: not in 10,000 tries");
            await Task.Delay(random.Next(5, 50));
        }
    }

    private static bool IsInside(BlogDatabase database, NetworkNode node) => database.Number(
        $"""
        SELECT COUNT(*) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
        WHERE a.client_addr = '{node.Address}' AND l.relation = '"Posts"'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted
        """) > 0;

    private static bool AreTakenOver(BlogDatabase database, long run, IReadOnlyList<long> partitions, BlogHost from) => database.Number(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT COUNT(*) FROM maintenance_task_partitions WHERE run_id = {run} AND number IN ({string.Join(", ", partitions)})
            AND (done OR owner NOT LIKE '%|{from.Id}|%')
        """)) == partitions.Count;
}
