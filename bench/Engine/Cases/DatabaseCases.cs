using Bench.Data;
using Bench.Loops;
using Bench.Measuring;
using Bench.Tasks;
using MaintenanceTasks;

namespace Bench.Cases;

/// <summary>Posts in a database: engine against loop.</summary>
internal sealed class DatabaseCases(BenchDatabase database, BenchOptions options)
{
    // Their cost an item grows, so that fewer items are enough to see it.
    private const int Naive = 5000;

    // A walk of a quarter of a second varies by more than what is to be seen: the median is taken of more pairs.
    private const int MorePairs = 3;
    private readonly GoodLoop _good = new(database);
    private readonly NaiveLoop _naive = new(database);

    public async Task RunAsync(Report report)
    {
        await using var engine = await Engine.StartAsync(database);
        await report.AddAsync("no-op over tracked entities", name => PairsAsync(name, 1.05, () => engine.PerformAsync<ReadPosts>(), _good.ReadAsync, MorePairs));
        await report.AddAsync("update per entity, exactly-once", name => PairsAsync(name, 1.05, () => engine.PerformAsync<TouchPosts>(), _good.TouchAsync));
        await report.AddAsync("update per entity, set-based", name => PairsAsync(name, 0.6, () => engine.PerformAsync<TouchPostsInSets>(), _good.TouchAsync));
        await report.AddAsync("update per entity against one SaveChanges an item", name => PairsAsync(
            name, 0.25, async () => await engine.PerformAsync<TouchPosts>(), async () => await _naive.SaveEachAsync(Naive) * ((double)options.Posts / Naive)));
        await report.AddAsync("ExecuteUpdate batches", name => PairsAsync(name, 1.03, () => engine.PerformAsync<TouchBatches>(), _good.TouchBatchesAsync, MorePairs));
        await report.AddAsync("no-op against pages by OFFSET", name => PairsAsync(name, null, () => engine.PerformAsync<ReadPosts>(), _naive.OffsetAsync));
        await report.AddAsync("no-op against all in memory", name => PairsAsync(name, null, () => engine.PerformAsync<ReadPosts>(), _naive.AllInMemoryAsync));
        if (!database.HasOneWriter) await report.AddAsync("two partitions against one, 1 ms of a core an item", name => PartitionsAsync(name, engine));
        await LatencyCases.RunAsync(database, engine, report);
    }

    private async Task<Line> PairsAsync(string name, double? target, Func<Task<TimeSpan>> ours, Func<Task<TimeSpan>> theirs, int more = 1) =>
        Line.Of(name, database.Name, await Pairs.MeasureAsync(options.Pairs * more, options.Posts, database.TidyAsync, ours, theirs), target);

    private async Task<Line> PartitionsAsync(string name, Engine engine)
    {
        var ratio = await Pairs.MeasureAsync(
            options.Pairs, WorkHard.Posts, database.TidyAsync,
            () => engine.PerformAsync<WorkHard>(), () => engine.PerformAsync<WorkHard>(new StartOptions { Parallelism = 2 }));
        return Line.Of(name, database.Name, ratio, 1.8) with { AtLeast = true };
    }
}
