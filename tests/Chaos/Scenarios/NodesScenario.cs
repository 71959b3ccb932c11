using System.Globalization;
using Chaos.Ledgers;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>What a node costs its database: connections, and rows that are not the application's.</summary>
internal static class NodesScenario
{
    private static readonly string[] Tables = ["runs", "partitions", "events", "failed_items", "samples", "files", "file_chunks", "nodes"];

    public static async Task RunAsync(Proof proof)
    {
        using var server = PostgresServer.Given();
        var items = proof.Options.Number("items", 5000);
        var database = await LedgerFleet.NewDatabaseAsync(proof, server.NewDatabase(), items);
        using var fleet = new LedgerFleet(proof, database) { Slices = 2 };
        fleet.Start(1);
        await Proof.UntilAsync("the node is listed", () => database.Number("SELECT COUNT(*) FROM maintenance_task_nodes") == 1);
        var (rest, written) = await WatchAsync(database, proof.Options.Seconds("rest-s", 30), () => false);
        proof.Note($"at rest: at most {rest.Open} connections open, {rest.Busy} of them in use at a time; rows in our tables: {written}");

        var asked = await LedgerFleet.TryAskAsync(database, "perform", "WriteEntries", "--parallel", "2", "--arg", "Round=1");
        if (asked.ExitCode != 0) throw new InvalidOperationException(asked.Error);
        var run = database.NewestRun("WriteEntries");
        var (work, afterwards) = await WatchAsync(database, Proof.Patience, () => database.Status(run) is "succeeded" or "errored");
        proof.Note($"at work with 2 slices: at most {work.Open} connections open, {work.Busy} of them in use at a time; rows in our tables afterwards: {afterwards}");
        proof.Claim($"a node at rest has at most 4 connections (found {rest.Open})", rest.Open <= 4);
        proof.Claim($"a node at work has at most slices + 4 connections (found {work.Open})", work.Open <= 2 + 4);
        proof.Claim($"the run succeeded (found {database.Status(run)})", database.Status(run) == "succeeded");
    }

    private static async Task<((long Open, long Busy) Most, string Rows)> WatchAsync(BlogDatabase database, TimeSpan atMost, Func<bool> isOver)
    {
        var (began, most) = (System.Diagnostics.Stopwatch.GetTimestamp(), (Open: 0L, Busy: 0L));
        while (System.Diagnostics.Stopwatch.GetElapsedTime(began) < atMost && !isOver())
        {
            // This program has one connection, the one that asks.
            var found = database.Query(
                "SELECT count(*), count(*) FILTER (WHERE state <> 'idle') FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                row => (row.GetInt64(0), row.GetInt64(1)))[0];
            most = (Math.Max(most.Open, found.Item1), Math.Max(most.Busy, found.Item2));
            await Task.Delay(20);
        }

        var rows = Tables.Select(table => (Table: table, Rows: database.Number($"SELECT COUNT(*) FROM maintenance_task_{table}"))).Where(one => one.Rows > 0);
        return (most, string.Join(", ", rows.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Rows} {one.Table}"))));
    }
}
