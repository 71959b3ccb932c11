namespace Chaos.Scenarios;

/// <summary>Two applications on one database.</summary>
internal static class TwoProcessesScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var posts = proof.Options.Number("posts", 200_000);
        var database = await proof.Workspace.SeedAsync(posts);
        using var first = proof.Workspace.Start(database);
        using var second = proof.Workspace.Start(database);
        await first.AnswersAsync();
        await second.AnswersAsync();

        // The long ones first: a process that takes both has no room for the others.
        string[][] tasks =
        [
            ["RebuildSearchIndex", .. IndexScenario.Arguments(proof, "first.txt")],
            ["RebuildSearchIndex", .. IndexScenario.Arguments(proof, "second.txt")],
            ["BackfillPostSlugs"],
            ["ArchiveOldPosts", "Before=2025-01-01"],
            ["RecountComments"],
        ];
        var runs = new List<long>();
        TimeSpan longest;
        await using (var writer = Writer.OfTitles(database, posts))
        {
            foreach (var task in tasks) runs.Add(await database.PerformAsync(task[0], task[1..]));
            foreach (var run in runs) await database.UntilStatusAsync(run, "succeeded", "errored");
            longest = writer.Longest;
            proof.Note($"a writer of the application wrote {writer.Writes} times meanwhile, the longest took {longest.TotalMilliseconds:0} ms");
        }

        var patience = proof.Options.Milliseconds("writer-ms", 500);
        proof.Claim($"writers of the application wait less than {patience.TotalMilliseconds:0} ms", longest < patience);
        proof.Claim($"all five succeeded (found {string.Join(", ", runs.Select(database.Status))})", runs.All(run => database.Status(run) == "succeeded"));
        Overlaps(proof, database);
        var nodes = database.Query("SELECT node, COUNT(*) FROM maintenance_task_events WHERE kind = 'claimed' GROUP BY node", row => $"{row.GetString(0)} {row.GetInt64(1)} times");
        proof.Claim($"both processes worked (claims: {string.Join(", ", nodes)})", nodes.Count == 2);
        proof.Claim($"every revision is 1 (found {database.RevisionsInWords()})", database.EveryRevisionIs(1));
        foreach (var name in (string[])["first.txt", "second.txt"])
        {
            using var file = new IndexFile(Path.Combine(database.Directory, name));
            var ids = file.Ids();
            proof.Claim($"{name} has every id once (found {ids.Length:N0} lines)", ids.SequenceEqual(Enumerable.Range(1, posts)));
        }
    }

    /// <summary>From the events alone: each claim has a greater epoch than the one before, and begins after it was released.</summary>
    public static void Overlaps(Proof proof, BlogDatabase database)
    {
        var stretches = database.Query(
            """
            SELECT run_id, partition, kind, epoch, at FROM maintenance_task_events
            WHERE kind IN ('claimed', 'released', 'finished', 'rescued') ORDER BY run_id, partition, number
            """,
            row => (Run: row.GetInt64(0), Partition: row.GetInt64(1), Kind: row.GetString(2), Epoch: row.GetInt64(3), At: BlogDatabase.Cell(row, 4)));
        List<string> overlaps = [];
        var shortened = Ledgers.RunPaths.Shortened(database);
        foreach (var partition in stretches.GroupBy(entry => (entry.Run, entry.Partition)))
        {
            long? held = null;
            var epoch = 0L;
            var at = "";
            var cut = shortened.Contains(partition.Key.Run);
            foreach (var entry in partition)
            {
                var claim = entry.Kind == "claimed";
                var good = cut && epoch == 0 ? entry.Epoch > 0 : claim ? held is null && entry.Epoch > epoch : held == entry.Epoch;
                if (!good || (claim && string.CompareOrdinal(entry.At, at) < 0))
                {
                    overlaps.Add($"run {entry.Run}, partition {entry.Partition}: {entry.Kind} epoch {entry.Epoch} at {entry.At}, after epoch {epoch} {(held is null ? "free" : "held")} since {at}");
                }

                held = claim ? entry.Epoch : null;
                (epoch, at) = (entry.Epoch, entry.At);
            }
        }

        var claims = stretches.Count(entry => entry.Kind == "claimed");
        proof.Claim($"no partition was worked on by two at once ({claims} claims, {overlaps.Count} overlaps in the events) {string.Join("; ", overlaps.Take(5))}", claims > 0 && overlaps.Count == 0);
    }
}
