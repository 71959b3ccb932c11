using System.Data.Common;
using System.Globalization;

namespace Chaos.Scenarios;

/// <summary>Writers of the application beside a task: nothing of theirs is lost, and slow items do not delay them.</summary>
internal static class WritersScenario
{
    // Far above what the task adds, so that both kinds of change can be told apart in one column.
    private const int Mark = 1000;
    private const int Near = 3000;

    public static async Task RunAsync(Proof proof)
    {
        await NothingIsLostAsync(proof);
        await NobodyWaitsAsync(proof);
    }

    private static async Task NothingIsLostAsync(Proof proof)
    {
        var posts = proof.Options.Number("posts", 200_000);
        var database = await proof.Workspace.SeedAsync(posts);
        using var host = proof.Workspace.Start(database);
        await host.AnswersAsync();
        var (updates, deleted) = (new Dictionary<int, int>(), new HashSet<int>());
        var random = new Random(proof.Options.Number("seed", 1));
        var position = 0;
        var run = await database.PerformAsync("BackfillPostSlugs");
        await using (var writer = new Writer(database, proof.Options.Number("per-second", 200), Write))
        {
            await database.UntilStatusAsync(run, "succeeded", "errored");
            proof.Note($"{writer.Writes} writes while the task ran: {updates.Values.Sum()} updates, {deleted.Count} deletes; longest {writer.Longest.TotalMilliseconds:0} ms");
        }

        var rows = database.Query("SELECT Id, Revision, Slug IS NULL FROM Posts", row => (Id: row.GetInt32(0), Revision: row.GetInt32(1), Bare: row.GetBoolean(2)));
        var vanished = database.Number($"SELECT SUM(vanished) FROM maintenance_task_partitions WHERE run_id = {run}");
        proof.Claim($"the run succeeded (found {database.Status(run)} {database.Error(run)}, {vanished} posts vanished before their turn)", database.Status(run) == "succeeded");
        proof.Claim("both kinds of writes happened while it ran", updates.Count > 0 && deleted.Count > 0);
        proof.Claim($"no delete was undone (found {rows.Count(row => deleted.Contains(row.Id))})", rows.Count == posts - deleted.Count && !rows.Any(row => deleted.Contains(row.Id)));
        proof.Claim($"no post is without a slug (found {rows.Count(row => row.Bare)})", !rows.Any(row => row.Bare));
        var lost = rows.Count(row => row.Revision != 1 + Mark * updates.GetValueOrDefault(row.Id));
        proof.Claim($"no update of the writer was lost, and no post was done twice (found {lost} posts that differ)", lost == 0);

        // Half of the writes go where the task is about to be, or has a page in hand.
        void Write(DbConnection connection)
        {
            if (random.Next(10) == 0) position = (int)database.Ticks(run);
            var id = 1 + (random.Next(2) == 0 ? random.Next(posts) : (position + random.Next(Near)) % posts);
            if (random.Next(4) == 0)
            {
                BlogDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"DELETE FROM Posts WHERE Id = {id}"));
                deleted.Add(id);
                updates.Remove(id);
            }
            else if (BlogDatabase.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE Posts SET Revision = Revision + {Mark} WHERE Id = {id}")) > 0)
            {
                updates[id] = updates.GetValueOrDefault(id) + 1;
            }
        }
    }

    private static async Task NobodyWaitsAsync(Proof proof)
    {
        var item = proof.Options.Milliseconds("slow-ms", 5000);
        var patience = proof.Options.Milliseconds("writer-ms", 500);
        var database = await proof.Workspace.SeedAsync(1000);
        using var host = proof.Workspace.Start(database);
        await host.AnswersAsync();
        var run = await database.PerformAsync("ReviewPosts", string.Create(CultureInfo.InvariantCulture, $"Milliseconds={item.TotalMilliseconds:0}"));
        await database.UntilStatusAsync(run, "running");
        await using var writer = Writer.OfTitles(database, 1000);
        var over = Task.Delay(proof.Options.Seconds("slow-for-s", 12));
        await Proof.UntilAsync("slow items are done", () => over.IsCompleted && database.Ticks(run) >= 2);
        proof.Claim($"items of {item.TotalSeconds:0.#} s: {writer.Writes} writes of the application, the longest took {writer.Longest.TotalMilliseconds:0} ms (less than {patience.TotalMilliseconds:0})",
            writer.Longest < patience);
    }
}
