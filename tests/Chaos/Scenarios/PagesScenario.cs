using System.Diagnostics;
using Chaos.Pages;
using Chaos.Servers;
using MaintenanceTasks.EntityFrameworkCore;

namespace Chaos.Scenarios;

/// <summary>A large table on PostgreSQL: what a page costs at its beginning, middle and end, and how long it takes to split it.</summary>
internal static class PagesScenario
{
    private const int WarmUp = 20;
    private const int Turns = 5;

    public static async Task RunAsync(Proof proof)
    {
        using var server = PostgresServer.Given();
        var database = new PagesDatabase(server.NewDatabase());
        await using (var db = database.NewContext()) await db.Database.EnsureCreatedAsync();
        await TableAsync<Numbered>(proof, database, "numbered", "\"Id\"", "number");
        await TableAsync<Tagged>(proof, database, "tagged", "\"Id\"", "gen_random_uuid()");
        await TableAsync<Paired>(proof, database, "paired", "\"Tenant\", \"Id\"", $"(number - 1)::bigint * 100 / {Rows(proof)}, number");
        await TableAsync<Paired>(proof, database, "paired", "\"Tenant\", \"Id\"", "1, number", "paired, all of one tenant");
    }

    private static int Rows(Proof proof) => proof.Options.Number("rows", 20_000_000);

    private static async Task TableAsync<T>(Proof proof, PagesDatabase database, string table, string key, string values, string? name = null)
        where T : class
    {
        var rows = Rows(proof);
        name ??= table;
        var filling = Stopwatch.StartNew();
        await database.FillAsync(table, key, values, rows);
        proof.Note($"{name}: {rows:N0} rows made in {filling.Elapsed.TotalSeconds:0} s");
        await PagesAsync<T>(proof, database, name, rows);
        await SplitAsync<T>(proof, database, table, name, rows);
        await database.ExecuteAsync($"TRUNCATE {table}");
    }

    private static async Task PagesAsync<T>(Proof proof, PagesDatabase database, string name, int rows)
        where T : class
    {
        var (size, pages) = (proof.Options.Number("page", 1000), proof.Options.Number("pages", 500));
        var places = new List<Place<T>>();
        try
        {
            foreach (var (where, after) in new[] { ("beginning", 0), ("middle", rows / 2), ("end", rows - (WarmUp + pages + 1) * size) })
            {
                var cursor = after == 0 ? null : await CursorAsync<T>(database, after);
                places.Add(new Place<T>(database.NewContext(), where, cursor));
                await ExplainAsync<T>(proof, database, name, where, cursor, size);
            }

            // In turn, and each of them first as often as the others, so that what else the machine does meets all of them alike.
            for (var turn = 0; turn < (WarmUp + pages) * places.Count; turn++)
            {
                var page = turn / places.Count;
                await places[(turn + page) % places.Count].ReadAsync(size, measured: page >= WarmUp);
            }

            var most = proof.Options.Ratio("ratio", 1.1);
            foreach (var place in places.Skip(1))
            {
                var ratio = place.RatioTo(places[0]);
                proof.Claim(
                    $"{name}: a page of {size} takes {place.MedianMs:0.00} ms at the {place.Name}, {places[0].MedianMs:0.00} ms at the beginning: {ratio:0.00} times (at most {most:0.00})",
                    ratio <= most);
            }
        }
        finally
        {
            foreach (var place in places) place.Dispose();
        }
    }

    private static async Task ExplainAsync<T>(Proof proof, PagesDatabase database, string name, string where, string? cursor, int size)
        where T : class
    {
        database.Plans.Clear();
        using var place = new Place<T>(database.NewContext(planned: true), where, cursor);
        await place.ReadAsync(size, measured: false);
        await place.ReadAsync(size, measured: false);
        var statement = database.Plans.Statements[^1];
        var plan = string.Join(" | ", statement.Plan.Split('\n').Select(step => step.Trim()));
        proof.Claim($"{name}: an index range scan at the {where}: {plan}", statement.IsByIndex && !statement.Sorts);
    }

    private static async Task SplitAsync<T>(Proof proof, PagesDatabase database, string table, string name, int rows)
        where T : class
    {
        var parts = proof.Options.Number("parts", 16);
        await using var db = database.NewContext();
        IReadOnlyList<string> cuts = [];
        List<TimeSpan> counts = [], splits = [];
        for (var turn = 0; turn < Turns; turn++)
        {
            counts.Add(await database.CountAsync(table));
            var splitting = Stopwatch.StartNew();
            cuts = await KeySplit.CutsAsync(Place<T>.Query(db), parts, least: 1, CancellationToken.None);
            splits.Add(splitting.Elapsed);
        }

        var (count, took) = (counts.Order().ElementAt(Turns / 2), splits.Order().ElementAt(Turns / 2));
        proof.Claim(
            $"{name}: split into {cuts.Count + 1} in {took.TotalSeconds:0.00} s; one process counts the table in {count.TotalSeconds:0.00} s", took < count + proof.Options.Seconds("slack-s", 1));

        string?[] bounds = [null, .. cuts, null];
        List<long> sizes = [];
        for (var part = 0; part + 1 < bounds.Length; part++)
        {
            sizes.Add(await Place<T>.Query(db, bounds[part], bounds[part + 1]).CountLeftAsync(null, CancellationToken.None));
        }

        var share = (double)rows / parts;
        proof.Claim(
            $"{name}: parts from {sizes.Min():N0} to {sizes.Max():N0} rows, together the whole",
            sizes.Sum() == rows && sizes.Count == parts && sizes.Min() >= 0.9 * share && sizes.Max() <= 1.1 * share);
    }

    private static async Task<string> CursorAsync<T>(PagesDatabase database, int rows)
        where T : class
    {
        await using var db = database.NewContext();
        var query = Place<T>.Query(db);
        return query.Cursor.Write((await query.HopAsync(rows, CancellationToken.None))!);
    }
}
