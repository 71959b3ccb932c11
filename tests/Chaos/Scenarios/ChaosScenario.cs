using System.Diagnostics;
using Chaos.Ledgers;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Everything at once and in no order, on SQLite and on PostgreSQL side by side, for as long as asked for.</summary>
internal static class ChaosScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var seed = proof.Options.Number("seed", Random.Shared.Next());
        proof.Note($"seed {seed}");
        using var cluster = new PostgresCluster();
        using var server = new PostgresServer(cluster.ConnectionString);
        var file = await LedgerFleet.NewFileAsync(proof, Items(proof));
        var database = await LedgerFleet.NewDatabaseAsync(proof, server.NewDatabase(), Items(proof));
        var (onFile, onServer) = (new Random(seed), new Random(seed + 1));
        await Task.WhenAll(
            OnAsync(proof, "SQLite", file, onFile, () => LockOut(file, onFile), () => LockOut(file, onFile)),
            OnAsync(proof, "PostgreSQL", database, onServer, () => Disconnect(database), cluster.RestartAtOnce));
    }

    private static async Task OnAsync(Proof proof, string name, BlogDatabase database, Random random, Action disturb, Action restart)
    {
        var (began, length) = (Stopwatch.GetTimestamp(), TimeSpan.FromMinutes(proof.Options.Ratio("minutes", 2)));
        var runs = new LedgerRuns(database, Items(proof), partitions: 4);
        using var fleet = new LedgerFleet(proof, database);
        fleet.Start(proof.Options.Number("workers", 3));
        var nemesis = new Nemesis(fleet, runs, random, disturb, restart);
        while (Stopwatch.GetElapsedTime(began) < length)
        {
            await runs.KeepGoingAsync();
            await Task.Delay(random.Next(proof.Options.Number("pause-ms", 3000)));
            await nemesis.StrikeAsync();
        }

        await nemesis.CalmAsync();
        await runs.EndAsync();
        proof.Claim($"{name}: struck {nemesis.Strikes.Values.Sum()} times: {string.Join(", ", nemesis.Strikes.Select(strike => $"{strike.Key} {strike.Value}"))}", nemesis.Strikes.Count > 0);
        proof.Claim($"{name}: no worker ended by itself", fleet.Workers.All(worker => worker.Host.IsAlive));
        new LedgerCheck(proof, name, database, runs).Run();
    }

    /// <summary>Another program writes to the file, and takes its time.</summary>
    private static void LockOut(SqliteBlog database, Random random)
    {
        using var connection = database.Open();
        BlogDatabase.Execute(connection, "BEGIN IMMEDIATE");
        Thread.Sleep(random.Next(4000));
        BlogDatabase.Execute(connection, "COMMIT");
    }

    private static void Disconnect(PostgresBlog database) => database.Query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", _ => true);

    private static int Items(Proof proof) => proof.Options.Number("items", 20_000);
}
