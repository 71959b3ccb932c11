using Chaos.Processes;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>
/// A run in partitions on Hangfire with PostgreSQL, while workers are killed and replaced, the database is restarted without a shutdown,
/// people pause and resume, and a worker freezes for longer than its lease.
/// </summary>
internal static class StormScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var (posts, partitions) = (proof.Options.Number("posts", 1_000_000), proof.Options.Number("partitions", 8));
        using var cluster = new PostgresCluster();
        using var server = new PostgresServer(cluster.ConnectionString);
        var database = await server.SeedAsync(proof.Workspace, posts);
        var lease = proof.Options.Seconds("lease-s", 20);
        using var fleet = new Fleet(proof, database, database.ConnectionString, 3, StopScenario.Lease(lease));
        await fleet.StartAsync(proof.Options.Number("workers", 3));
        var run = proof.Options.Number("item-ms", 0) is > 0 and var pause
            ? await database.PerformInPartitionsAsync("ReviewPosts", partitions, $"Milliseconds={pause}")
            : await database.PerformInPartitionsAsync("BackfillPostSlugs", partitions);

        using var over = new CancellationTokenSource();
        var killing = KillAsync(proof, fleet, over.Token);
        try
        {
            for (var round = 1; round <= 3; round++)
            {
                await ReachesAsync(database, run, posts * round / 5);
                await PauseAsync(proof, database, run, round);
                if (round == 3) break;
                await ResumeAsync(proof, database, run);
                var resumed = database.Ticks(run);
                await ReachesAsync(database, run, (int)resumed + 1);
                cluster.RestartAtOnce();
                proof.Note($"restarted the database in immediate mode while it worked, after {resumed:N0} posts");
            }
        }
        finally
        {
            await over.CancelAsync();
        }

        var killed = await killing;

        // Watched for from before anybody works again: what is left of a small run takes a moment.
        await Task.WhenAll(FreezeAsync(proof, fleet, database, run), ResumeAsync(proof, database, run));
        await database.UntilStatusAsync(run, "succeeded", "errored");
        proof.Claim($"workers were killed and replaced while it ran ({killed} times)", killed > 0);
        OnceEach.Claim(proof, database, run, posts, "storm");
        proof.Claim("no worker ended by itself", fleet.Alive.All(host => host.IsAlive));
        proof.Note($"{Fleet.Claims(database, run).Count} workers took part; it took {Fleet.Took(database, run).TotalSeconds:0} s");
        TwoProcessesScenario.Overlaps(proof, database);
    }

    private static async Task<int> KillAsync(Proof proof, Fleet fleet, CancellationToken over)
    {
        var (random, killed) = (new Random(proof.Options.Number("seed", 1)), 0);
        while (true)
        {
            await Task.Delay(proof.Options.Seconds("kill-every-s", 5), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested) return killed;
            await fleet.ReplaceAsync(fleet.Alive[random.Next(fleet.Alive.Count)]);
            killed++;
        }
    }

    private static Task<TimeSpan> ReachesAsync(BlogDatabase database, long run, int ticks) =>
        Proof.UntilAsync($"run {run} has done {ticks:N0} posts", () => database.Ticks(run) >= ticks || database.Status(run) is "succeeded" or "errored");

    private static async Task PauseAsync(Proof proof, BlogDatabase database, long run, int round)
    {
        var asked = await database.AskAsync("pause", run);
        if (database.Status(run) == "errored") proof.Note(database.Error(run));
        var took = await database.UntilStatusAsync(run, "paused", "succeeded", "errored");
        proof.Claim($"pause {round} took effect after {took.TotalSeconds:0.0} s at {database.Ticks(run):N0} posts (exit code {asked.ExitCode}) {asked.Error}",
            asked.ExitCode == 0 && database.Status(run) == "paused");
    }

    private static async Task ResumeAsync(Proof proof, BlogDatabase database, long run)
    {
        var asked = await database.AskAsync("resume", run);
        proof.Claim($"resume was taken (exit code {asked.ExitCode}) {asked.Error}", asked.ExitCode == 0);
    }

    /// <summary>Freezes a worker that holds a partition until others have taken over all it held, and longer than its lease.</summary>
    private static async Task FreezeAsync(Proof proof, Fleet fleet, BlogDatabase database, long run)
    {
        BlogHost? frozen = null;
        await Proof.UntilAsync("a worker freezes that holds a partition", () =>
        {
            foreach (var host in fleet.Alive.ToArray())
            {
                if (fleet.Held(host, run).Count == 0) continue;
                fleet.Detach(host);
                if (!host.IsAlive) continue;
                host.Freeze();
                frozen = host;
                if (fleet.Held(host, run).Count > 0) return true;
                host.Thaw();
            }

            return database.Status(run) is "succeeded" or "errored";
        });
        if (frozen is null) throw new InvalidOperationException("The run ended before the freeze: take more posts.");
        var held = fleet.Held(frozen, run);
        var took = await Proof.UntilAsync("others take over what the frozen worker held", () => fleet.Held(frozen, run).Count == 0);
        var claim = $"a worker frozen with {held.Count} partitions lost them after {took.TotalSeconds:0.0} s";
        frozen.Thaw();
        await Proof.UntilAsync("the thawed worker says that it lost its lease", () => frozen.Log.Contains("Lost the lease", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        proof.Claim($"{claim} and noticed when it went on", held.Count > 0);
    }
}
