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
        var run = await StartAsync(database, workers, partitions);
        var took = await database.UntilStatusAsync(run, "succeeded", "errored");
        OnceEach.Claim(proof, database, run, posts, name);
        var claims = Fleet.Claims(database, run);
        proof.Claim($"{name}: each worker took part (claims: {string.Join(", ", claims)})", claims.Count == workers);
        TwoProcessesScenario.Overlaps(proof, database);
        var made = database.Number($"SELECT COUNT(*) FROM maintenance_task_partitions WHERE run_id = {run}");
        proof.Claim($"{name}: at least {partitions} partitions were made (found {made})", made >= partitions);
        return took;
    }

    /// <summary>
    /// Starts a run whose posts are locked until every worker has taken a partition, for which the others have no room. A small run would
    /// otherwise be over before the last one looks for work: of workers that start together, one makes the tables of Hangfire, and one
    /// that could not at the same time tries again a second later.
    /// </summary>
    private static async Task<long> StartAsync(PostgresBlog database, int workers, int partitions)
    {
        using var connection = database.Open();
        using var locked = connection.BeginTransaction();
        BlogDatabase.Execute(connection, "LOCK TABLE \"Posts\" IN SHARE MODE");
        var run = await database.PerformInPartitionsAsync("BackfillPostSlugs", partitions);
        await Proof.UntilAsync($"{workers} workers have taken a partition of run {run}", () => Fleet.Claims(database, run).Count >= workers, TimeSpan.FromMinutes(1));
        return run;
    }
}
