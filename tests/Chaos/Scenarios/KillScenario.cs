namespace Chaos.Scenarios;

/// <summary>A backfill whose process is ended again and again.</summary>
internal static class KillScenario
{
    private const string Task = "BackfillPostSlugs";

    public static async Task KillAsync(Proof proof)
    {
        var (posts, kills) = (proof.Options.Number("posts", 2_000_000), proof.Options.Number("kills", 20));
        var database = await proof.Workspace.SeedAsync(posts);
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        var run = await lives.LiveAsync(Task, [], kills, proof.Options.Milliseconds("life-ms", 2000), (host, _) =>
        {
            host.Kill();
            return System.Threading.Tasks.Task.CompletedTask;
        });
        lives.Report(kills, proof.Options.Seconds("moving-within-s", 6));
        EveryPostOnce(proof, database, run, posts);
    }

    public static async Task TerminateAsync(Proof proof)
    {
        var (posts, ends) = (proof.Options.Number("posts", 2_000_000), proof.Options.Number("kills", 5));
        var database = await proof.Workspace.SeedAsync(posts);
        var (exits, statuses) = (new List<TimeSpan>(), new List<string>());
        var lives = new Lives(proof, database, proof.Options.Number("seed", 1));
        var run = await lives.LiveAsync(Task, [], ends, proof.Options.Milliseconds("life-ms", 2000), async (host, run) =>
        {
            exits.Add(await host.TerminateAsync());
            statuses.Add(database.Status(run));
        });
        var within = proof.Options.Seconds("exit-within-s", 2);
        proof.Note($"exit after SIGTERM: longest {exits.Max().TotalSeconds:0.00} s");
        proof.Claim($"each process ended within {within.TotalSeconds:0} s of SIGTERM", exits.Max() <= within);
        proof.Claim($"the run was interrupted in between (found {string.Join(", ", statuses.Distinct())})", statuses.All(status => status == "interrupted"));
        lives.Report(ends, proof.Options.Seconds("moving-within-s", 2));
        EveryPostOnce(proof, database, run, posts);
        await IndexScenario.TerminateAsync(proof, proof.Options.Number("index-posts", 200_000), ends);
    }

    private static void EveryPostOnce(Proof proof, BlogDatabase database, long run, int posts)
    {
        proof.Claim($"the run succeeded by itself (found {database.Status(run)} {database.Error(run)})", database.Status(run) == "succeeded");
        proof.Claim($"no post is without a slug (found {database.PostsWithoutSlug():N0})", database.PostsWithoutSlug() == 0);
        proof.Claim($"every revision is 1 (found {database.RevisionsInWords()})", database.EveryRevisionIs(1));
        proof.Claim($"{posts:N0} ticks were counted (found {database.Ticks(run):N0})", database.Ticks(run) == posts);
    }
}
