using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Chaos.Scenarios;

namespace Chaos.Ledgers;

/// <summary>What the ledgers and the events must say when all is over.</summary>
internal sealed class LedgerCheck(Proof proof, string name, BlogDatabase database, LedgerRuns runs)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Each entry once and in order, no line missing, and events that fit.</summary>
    public void Run()
    {
        var all = runs.All;
        var ended = all.Where(run => database.Status(run.Id) != "succeeded").Select(run => $"run {run.Id} is {database.Status(run.Id)}: {database.Error(run.Id)}").ToArray();
        proof.Claim($"{name}: all {all.Count} runs succeeded {string.Join("; ", ended)}", all.Count > 0 && ended.Length == 0);
        Entries();
        LinesAreThere();
        RunPaths.Claim(proof, name, database);
        TwoProcessesScenario.Overlaps(proof, database);
    }

    /// <summary>No line was written again but those of the last interval before the end of a process.</summary>
    /// <param name="slack">What a busy machine may add to the interval.</param>
    public void LinesAreRepeatedWithin(TimeSpan slack)
    {
        var again = Written().SelectMany(group => group.OrderBy(line => line.Tick).SkipLast(1)).Select(line => Stopwatch.GetElapsedTime(line.Tick, line.End)).Order().ToArray();
        var oldest = again.Length == 0 ? TimeSpan.Zero : again[^1];
        proof.Claim(
            $"{name}: lines: {again.Length:N0} were written again, the oldest {oldest.TotalSeconds:0.00} s before the end of its process (at most {(Interval + slack).TotalSeconds:0.00})",
            oldest <= Interval + slack);
    }

    private void LinesAreThere()
    {
        var expected = (long)runs.All.Count(run => run.Task == LedgerRuns.Lines) * runs.Items;
        var written = Written().ToArray();
        proof.Claim(
            $"{name}: lines: none of {expected:N0} is missing (found {written.Length:N0}, {written.Sum(group => group.Count() - 1):N0} written again)",
            expected > 0 && written.Length == expected);
    }

    private void Entries()
    {
        var found = database.Query(
            "SELECT \"RunId\", COUNT(*), COUNT(DISTINCT \"Item\") FROM \"Entries\" GROUP BY \"RunId\"",
            row => (Run: row.GetInt64(0), Count: row.GetInt64(1), Items: row.GetInt64(2)));
        var mine = runs.All.Count(run => run.Task == LedgerRuns.Entries);
        var (lost, doubled) = (((long)mine * runs.Items) - found.Sum(run => run.Items), found.Sum(run => run.Count - run.Items));
        proof.Claim($"{name}: entries: {found.Sum(run => run.Count):N0} of {mine} runs, lost {lost}, double {doubled}", lost == 0 && doubled == 0 && mine > 0);
        proof.Claim($"{name}: entries: each partition in its order", found.All(run => InOrder(run.Run)));
    }

    private bool InOrder(long run)
    {
        var bounds = database.Query(
            $"SELECT high FROM maintenance_task_partitions WHERE run_id = {run}", row => row.IsDBNull(0) ? int.MaxValue : JsonNode.Parse(row.GetString(0))!["Id"]!.GetValue<int>()).Order().ToArray();
        var last = new int[bounds.Length];
        foreach (var item in database.Query($"SELECT \"Item\" FROM \"Entries\" WHERE \"RunId\" = {run} ORDER BY \"Id\"", row => row.GetInt32(0)))
        {
            var partition = Array.FindIndex(bounds, bound => item <= bound);
            if (item <= last[partition]) return false;
            last[partition] = item;
        }

        return true;
    }

    private IEnumerable<IGrouping<(long, int), (long Run, int Item, long Tick, long End)>> Written() => Files().GroupBy(line => ((long)line.Run, line.Item));

    private IEnumerable<(long Run, int Item, long Tick, long End)> Files()
    {
        foreach (var file in Directory.GetFiles(database.Directory, "lines-*.txt"))
        {
            var lines = File.ReadAllText(file).Split('\n')[..^1].Select(line => line.Split(' ')).ToArray();
            foreach (var line in lines) yield return (Number(line[0]), Number(line[1]), Tick(line), Tick(lines[^1]));
        }
    }

    private static long Tick(string[] line) => long.Parse(line[2], CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
