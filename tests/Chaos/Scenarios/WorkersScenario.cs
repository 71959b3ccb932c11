using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Several worker processes on Hangfire with PostgreSQL share one run in partitions.</summary>
internal static class WorkersScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var (posts, workers, partitions) = (proof.Options.Number("posts", 1_000_000), proof.Options.Number("workers", 3), proof.Options.Number("partitions", 8));
        using var server = PostgresServer.Given();
        var alone = await PerformAsync(proof, server, posts, 1, 1, "one worker, one partition");
        var shared = await PerformAsync(proof, server, posts, workers, partitions, $"{workers} workers, {partitions} partitions");
        proof.Note($"{alone.TotalSeconds:0.0} s with one worker, {shared.TotalSeconds:0.0} s with {workers}: {alone / shared:0.00} times as fast on {Environment.ProcessorCount} cores");
    }

    private static async Task<TimeSpan> PerformAsync(Proof proof, PostgresServer server, int posts, int workers, int partitions, string name)
    {
        var database = await server.SeedAsync(proof.Workspace, posts);
        using var fleet = new Fleet(proof, database, database.ConnectionString, (partitions + workers - 1) / workers);
        await fleet.StartAsync(workers);
        var run = await database.PerformInPartitionsAsync("BackfillPostSlugs", partitions);
        await database.UntilStatusAsync(run, "succeeded", "errored");
        OnceEach.Claim(proof, database, run, posts, name);
        var claims = Fleet.Claims(database, run);
        proof.Claim($"{name}: each worker took part (claims: {string.Join(", ", claims)})", claims.Count == workers);
        TwoProcessesScenario.Overlaps(proof, database);
        var made = database.Number($"SELECT COUNT(*) FROM maintenance_task_partitions WHERE run_id = {run}");
        proof.Claim($"{name}: at least {partitions} partitions were made (found {made})", made >= partitions);
        return Fleet.Took(database, run);
    }
}
