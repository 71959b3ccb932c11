using Chaos.Ledgers;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Machines that are gone from one moment to the next: nobody can tell that their processes are dead, only that they are silent.</summary>
internal static class RecoverScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var (kills, machines) = (proof.Options.Number("kills", 100), proof.Options.Number("machines", 10));
        var random = new Random(proof.Options.Number("seed", 1));
        using var server = PostgresServer.Given();
        var database = await LedgerFleet.NewDatabaseAsync(proof, server.NewDatabase(), Items(proof));
        var runs = new LedgerRuns(database, Items(proof), partitions: machines);
        using var fleet = new LedgerFleet(proof, database) { Elsewhere = true, Slices = 4 };
        fleet.Start(machines);
        var recoveries = new Recoveries(database);
        while (recoveries.Kills < kills)
        {
            await runs.KeepGoingAsync();
            await Proof.UntilAsync("every partition is worked on", () => Free(database) == 0 && Held(database) > 0);

            // At any moment of their work. Always right after the last claim, new processes would die on the first item they begin, until it is blamed.
            await Task.Delay(random.Next(4000));

            // Never all at once, so that somebody has watched the others.
            var lost = fleet.Workers.Where(worker => fleet.Held(worker).Count > 0).OrderBy(_ => random.Next())
                .Take(Math.Min(machines - 2, kills - recoveries.Kills)).ToArray();
            foreach (var worker in lost)
            {
                fleet.Kill(worker);
                recoveries.Killed(fleet.Held(worker));
            }

            fleet.Start(lost.Length);
            await Proof.UntilAsync("what they held is taken over", () => lost.All(worker => fleet.Held(worker).Count == 0));
        }

        await runs.EndAsync();
        new LedgerCheck(proof, "PostgreSQL", database, runs).Run();
        recoveries.Claim(proof, "other machines", proof.Options.Seconds("within-s", 31));
    }

    private static long Free(BlogDatabase database) => Count(database, "p.owner IS NULL");

    private static long Held(BlogDatabase database) => Count(database, "p.owner IS NOT NULL");

    private static long Count(BlogDatabase database, string owner) => database.Number(
        "SELECT COUNT(*) FROM maintenance_task_partitions p JOIN maintenance_task_runs r ON r.id = p.run_id "
        + $"WHERE NOT p.done AND {owner} AND r.status NOT IN ('succeeded', 'errored')");

    private static int Items(Proof proof) => proof.Options.Number("items", 20_000);
}
