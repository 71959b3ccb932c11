namespace Chaos.Scenarios;

/// <summary>Pause, resume and cancel: running fast, running slowly, enqueued, and where they make no sense.</summary>
internal static class SteerScenario
{
    // What the two clocks, the checkpoint and the transition take beside the notice.
    private static readonly TimeSpan Bookkeeping = TimeSpan.FromMilliseconds(250);

    private static readonly (string Verb, string Target, string[] From)[] Illegal =
    [
        ("pause", "pausing", ["paused", "cancelling", "cancelled", "succeeded", "errored"]),
        ("resume", "enqueued", ["enqueued", "running", "pausing", "cancelling", "cancelled", "interrupted", "succeeded"]),
        ("cancel", "cancelling", ["cancelled", "succeeded", "errored"]),
    ];

    public static async Task RunAsync(Proof proof)
    {
        var database = await proof.Workspace.SeedAsync(proof.Options.Number("posts", 200_000));
        await EnqueuedAsync(proof, database);
        await IllegalAsync(proof, database);
        using (var host = proof.Workspace.Start(database))
        {
            await host.AnswersAsync();
            await FastAsync(proof, database);
        }

        var slow = await proof.Workspace.SeedAsync(100);
        using (var host = proof.Workspace.Start(slow))
        {
            await host.AnswersAsync();
            await SlowAsync(proof, slow, proof.Options.Milliseconds("slow-ms", 3000));
        }
    }

    private static async Task EnqueuedAsync(Proof proof, BlogDatabase database)
    {
        foreach (var (verb, target) in ((string, string)[])[("pause", "paused"), ("cancel", "cancelled")])
        {
            var run = await database.PerformAsync("ReviewPosts");
            var answer = await database.AskAsync(verb, run);
            proof.Claim($"{verb} of an enqueued run takes effect in the same request (found {database.Status(run)})",
                answer.ExitCode == 0 && database.Status(run) == target);
            if (target == "paused") await database.AskAsync("cancel", run);
        }
    }

    /// <summary>Statuses are written by SQL; each illegal request has to be refused, and to change nothing.</summary>
    private static async Task IllegalAsync(Proof proof, BlogDatabase database)
    {
        var run = await database.PerformAsync("WarmCaches");
        var chosen = new Random(proof.Options.Number("seed", 1));
        foreach (var (verb, target, statuses) in Illegal)
        {
            foreach (var status in statuses.OrderBy(_ => chosen.Next()).Take(proof.Options.Number("illegal", statuses.Length)))
            {
                database.Execute($"UPDATE maintenance_task_runs SET status = '{status}' WHERE id = {run}");
                var answer = await database.AskAsync(verb, run);
                var named = answer.Error.Contains($"from {status} to", StringComparison.Ordinal) && answer.Error.Contains(target, StringComparison.Ordinal);
                proof.Claim($"{verb} of a run that is {status} is refused (exit code {answer.ExitCode}): {answer.Error.Trim()}",
                    answer.ExitCode == 2 && named && database.Status(run) == status);
            }
        }

        database.Execute($"UPDATE maintenance_task_runs SET status = 'cancelled' WHERE id = {run}");
    }

    private static async Task FastAsync(Proof proof, BlogDatabase database)
    {
        var path = Path.Combine(database.Directory, "steered.txt");
        using var file = new IndexFile(path);
        var run = await database.PerformAsync("RebuildSearchIndex", $"File={path}", "DelayMilliseconds=1");
        await database.UntilMovedAsync(run, "");
        await StopAsync(proof, database, run, "pause", "pausing", "paused", "fast items", TimeSpan.Zero);
        var before = file.Ids();
        await database.AskAsync("resume", run);
        await Proof.UntilAsync("the file grows", () => new FileInfo(path).Length > before.Sum(id => $"{id}\n".Length), TimeSpan.FromMinutes(1));
        await StopAsync(proof, database, run, "cancel", "cancelling", "cancelled", "fast items", TimeSpan.Zero);
        var after = file.Ids();
        proof.Claim($"resume went on at the next item (paused after {before.Length:N0}, cancelled after {after.Length:N0} items, none twice or left out)",
            after.Length > before.Length && after.SequenceEqual(Enumerable.Range(1, after.Length)));
        proof.Claim($"as many ticks as items (found {database.Ticks(run):N0})", database.Ticks(run) == after.Length);
    }

    private static async Task SlowAsync(Proof proof, BlogDatabase database, TimeSpan item)
    {
        var run = await database.PerformAsync("ReviewPosts", $"Milliseconds={item.TotalMilliseconds:0}");
        await database.UntilMovedAsync(run, "");
        await StopAsync(proof, database, run, "pause", "pausing", "paused", "slow items", item);
        var paused = database.Ticks(run);
        proof.Claim($"what was done is kept (found {paused} ticks, {database.RevisionsInWords()})", database.Number("SELECT SUM(Revision) FROM Posts") == paused);
        await database.AskAsync("resume", run);
        await Proof.UntilAsync("work moves on", () => database.Ticks(run) > paused);
        await StopAsync(proof, database, run, "cancel", "cancelling", "cancelled", "slow items", item);
        var cancelled = database.Ticks(run);
        proof.Claim($"resume went on at the next item, none twice (found {cancelled} ticks)",
            database.Number($"SELECT COUNT(*) FROM Posts WHERE Id <= {cancelled} AND Revision = 1") == cancelled
            && database.Number("SELECT SUM(Revision) FROM Posts") == cancelled);
    }

    private static async Task StopAsync(
        Proof proof, BlogDatabase database, long run, string verb, string asked, string reached, string what, TimeSpan item)
    {
        var limit = proof.Options.Seconds("notice-s", 1) + item + Bookkeeping;
        var answer = await database.AskAsync(verb, run);
        await database.UntilStatusAsync(run, reached);
        var took = database.ReachedAt(run, reached) - database.ReachedAt(run, asked);
        var last = database.MovedAt(run) - database.ReachedAt(run, asked);
        proof.Claim($"{verb} with {what}: {reached} after {took.TotalSeconds:0.00} s, last position written after {last.TotalSeconds:0.00} s",
            answer.ExitCode == 0 && took <= limit && last <= limit);
        var ticks = database.Ticks(run);
        var twin = await database.AskAsync("status", run);
        proof.Claim($"{verb} with {what}: nothing is done afterwards", twin.ExitCode is 0 or 1 or 3 && database.Ticks(run) == ticks);
    }
}
