namespace Chaos.Scenarios;

/// <summary>The memory of the process against the size of the table.</summary>
internal static class MemoryScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var small = await PeakAsync(proof, proof.Options.Number("small", 10_000));
        var large = await PeakAsync(proof, proof.Options.Number("large", 2_000_000));
        var growth = proof.Options.Number("growth-mb", 64);
        proof.Claim($"the peak grows by less than {growth} MB (found {large - small:0} MB)", large - small < growth);
    }

    private static async Task<double> PeakAsync(Proof proof, int posts)
    {
        var database = await proof.Workspace.SeedAsync(posts);
        using var host = proof.Workspace.Start(database);
        await host.AnswersAsync();
        var idle = host.Megabytes;
        var run = await database.PerformAsync("BackfillPostSlugs");
        await database.UntilStatusAsync(run, "succeeded", "errored");
        var (peak, after) = (host.PeakMegabytes, host.Megabytes);
        proof.Note($"{posts:N0} posts: {idle:0} MB before, {after:0} MB after, {peak:0} MB at most");
        proof.Claim($"{posts:N0} posts: succeeded (found {database.Status(run)})", database.Status(run) == "succeeded" && database.EveryRevisionIs(1));
        return peak;
    }
}
