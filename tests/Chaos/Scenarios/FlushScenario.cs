using System.Globalization;
using Chaos.Servers;

namespace Chaos.Scenarios;

/// <summary>Hangfire on Redis, whose data are deleted in the middle of a run: the rings are gone, the work is not.</summary>
internal static class FlushScenario
{
    public static async Task RunAsync(Proof proof)
    {
        var (posts, workers, partitions) = (proof.Options.Number("posts", 1_000_000), proof.Options.Number("workers", 3), proof.Options.Number("partitions", 8));
        using var server = PostgresServer.Given();
        await using var redis = await RedisPlace.GivenAsync();
        var database = await server.SeedAsync(proof.Workspace, posts);

        // One at a time, so that most partitions wait for a ring when the rings are deleted.
        using var fleet = new Fleet(proof, database, redis.ConnectionString, 1, ("MaintenanceTasks__MaxSliceDuration", "00:00:05"));
        await fleet.StartAsync(workers);
        var run = proof.Options.Number("item-ms", 0) is > 0 and var pause
            ? await database.PerformInPartitionsAsync("ReviewPosts", partitions, string.Create(CultureInfo.InvariantCulture, $"Milliseconds={pause}"))
            : await database.PerformInPartitionsAsync("BackfillPostSlugs", partitions);
        await Proof.UntilAsync("work has moved", () => database.Ticks(run) > posts / 5);
        var jobs = await redis.FlushAsync();
        var ticks = database.Ticks(run);
        var standstill = await LongestStandstillAsync(database, run);
        var within = proof.Options.Seconds("within-s", 30);
        proof.Claim($"flushed {jobs} keys of Hangfire after {ticks:N0} posts; work stood still for {standstill.TotalSeconds:0.0} s at most after it (within {within.TotalSeconds:0})",
            jobs > 0 && ticks < posts && standstill <= within);
        OnceEach.Claim(proof, database, run, posts, "flush");
        TwoProcessesScenario.Overlaps(proof, database);
    }

    /// <summary>Follows a run to its end.</summary>
    /// <returns>The longest time without a post done.</returns>
    private static async Task<TimeSpan> LongestStandstillAsync(BlogDatabase database, long run)
    {
        var (ticks, longest) = (database.Ticks(run), TimeSpan.Zero);
        while (true)
        {
            var took = await Proof.UntilAsync("work moves on", () => database.Ticks(run) != ticks || database.Status(run) is "succeeded" or "errored");
            if (took > longest) longest = took;
            if (database.Status(run) is "succeeded" or "errored") return longest;
            ticks = database.Ticks(run);
        }
    }
}
