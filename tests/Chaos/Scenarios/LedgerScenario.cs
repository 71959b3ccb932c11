using Chaos.Ledgers;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Processes killed at random moments while they work in both modes: with the position in the transaction, and with an interval.</summary>
internal static class LedgerScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var kills = proof.Options.Number("kills", 1000);
        if (proof.Options.Number("sqlserver", 0) == 1)
        {
            using var place = new SqlServerPlace();
            await OnAsync(proof, "SQL Server", await LedgerFleet.NewSqlServerAsync(proof, place.ConnectionString, Items(proof)), kills);
            return;
        }

        using var server = PostgresServer.Given();
        if (proof.Options.Number("pgbouncer", 0) == 1)
        {
            using var bouncer = new PgBouncer(server.NewDatabase());
            await OnAsync(proof, "PostgreSQL behind PgBouncer", await LedgerFleet.NewDatabaseAsync(proof, bouncer.ConnectionString, Items(proof)), kills);
            return;
        }

        await OnAsync(proof, "SQLite", await LedgerFleet.NewFileAsync(proof, Items(proof)), (kills + 1) / 2);
        await OnAsync(proof, "PostgreSQL", await LedgerFleet.NewDatabaseAsync(proof, server.NewDatabase(), Items(proof)), kills / 2);
    }

    private static async Task OnAsync(Proof proof, string name, BlogDatabase database, int kills)
    {
        var random = new Random(proof.Options.Number("seed", 1));
        var runs = new LedgerRuns(database, Items(proof), partitions: 4);
        using var fleet = new LedgerFleet(proof, database) { Slices = 4 };
        fleet.Start(proof.Options.Number("workers", 4));
        var recoveries = new Recoveries(database);
        var (entries, lines) = (0, 0);
        while (entries < kills || lines < kills)
        {
            await runs.KeepGoingAsync();

            // Faster than they start they would only be killed, and nobody be there to take over.
            await fleet.StartedAsync();
            var worker = fleet.Workers[random.Next(fleet.Workers.Count)];
            if (fleet.Held(worker).Count == 0) continue;
            await Task.Delay(random.Next(1500));
            fleet.Kill(worker);
            var held = fleet.Held(worker);
            recoveries.Killed(held);
            if (held.Any(partition => partition.Task == LedgerRuns.Entries)) entries++;
            if (held.Any(partition => partition.Task == LedgerRuns.Lines)) lines++;
            fleet.Start(1);
        }

        await runs.EndAsync();
        proof.Note($"{name}: {recoveries.Kills} processes killed, {entries} of them with entries in hand and {lines} with lines");
        var check = new LedgerCheck(proof, name, database, runs);
        check.Run();
        check.LinesAreRepeatedWithin(proof.Options.Milliseconds("slack-ms", 250));
        recoveries.Claim(proof, name, proof.Options.Seconds("within-s", 6));
    }

    private static int Items(Proof proof) => proof.Options.Number("items", 20_000);
}
