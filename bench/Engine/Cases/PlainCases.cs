using System.Globalization;
using Bench.Data;
using Bench.Loops;
using Bench.Measuring;
using Bench.Tasks;
using MaintenanceTasks;

namespace Bench.Cases;

/// <summary>Lists, sources and files: what the engine adds to a loop without a database. Its runs live in SQLite.</summary>
internal static class PlainCases
{
    public static async Task RunAsync(BenchOptions options, Report report)
    {
        await using var database = new SqliteBench();
        await database.FillAsync(1);
        var count = new StatementCount();
        await using var engine = await Engine.StartAsync(database, context => context.AddInterceptors(count));
        ReadList.Items = [.. Enumerable.Range(0, options.Items)];
        ReadSource.Items = options.Items;
        await AddedAsync(report, "list, no-op", options, () => engine.PerformAsync<ReadList>(), PlainLoop.List);
        await AddedAsync(report, "custom source, no-op", options, () => engine.PerformAsync<ReadSource>(), PlainLoop.SourceAsync);

        await report.AddAsync("bookkeeping writes a second, at least once", async name =>
        {
            await engine.PerformAsync<WorkHardOnList>();
            count.Clear();
            var took = await engine.PerformAsync<WorkHardOnList>();
            return new Line(name, database.Name, count.Checkpoints / took.TotalSeconds, "", 1, $"{count.Checkpoints} checkpoints in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        });
        await report.AddAsync("two partitions against one, 1 ms of a core an item, at least once", async name => Line.Of(name, database.Name, await Pairs.MeasureAsync(
            options.Pairs, WorkHardOnList.Elements, () => Task.CompletedTask,
            () => engine.PerformAsync<WorkHardOnList>(), () => engine.PerformAsync<WorkHardOnList>(new StartOptions { Parallelism = 2 })), 1.8) with
        { AtLeast = true });

        var path = Path.Combine(Directory.CreateTempSubdirectory("bench-csv-").FullName, "posts.csv");
        try
        {
            await WriteCsvAsync(path, Rows(options));
            await report.AddAsync("CSV typed rows", name => CsvAsync<ReadTypedRows>(name, 1.1, () => PlainLoop.Csv<CsvPost>(path)));
            await report.AddAsync("CSV dynamic rows", name => CsvAsync<ReadDynamicRows>(name, null, () => PlainLoop.Csv<dynamic>(path)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        async Task<Line> CsvAsync<TTask>(string name, double? target, Func<Task<TimeSpan>> loop)
            where TTask : MaintenanceTask
        {
            var ratio = await Pairs.MeasureAsync(
                options.Pairs, Rows(options), () => Task.CompletedTask,
                async () =>
                {
                    await using var file = File.OpenRead(path);
                    return await engine.PerformAsync<TTask>(new StartOptions { File = new InputFile(file, "posts.csv") });
                },
                loop);
            return Line.Of(name, "–", ratio, target);
        }
    }

    // A row takes about a microsecond.
    private static int Rows(BenchOptions options) => options.Items / 5;

    private static async Task AddedAsync(Report report, string name, BenchOptions options, Func<Task<TimeSpan>> ours, Func<Task<TimeSpan>> theirs)
    {
        Ratio? measured = null;
        await report.AddAsync(name, async title =>
        {
            measured = await Pairs.MeasureAsync(options.Pairs, options.Items, () => Task.CompletedTask, ours, theirs);
            var added = Ratio.MedianOf(measured.Samples.Select(sample => sample.Engine - sample.Loop));
            return new Line(title, "–", added, "µs an item above", 1, string.Create(CultureInfo.InvariantCulture,
                $"{measured.EngineMicroseconds:0.000} µs against {measured.LoopMicroseconds:0.000}"));
        });
        if (measured is null) return;
        var bytes = measured.EngineBytes - measured.LoopBytes;
        await report.AddAsync(name, title => Task.FromResult(new Line(title, "–", bytes, "B an item above", 64, $"{measured.Samples.Count} pairs")));
    }

    private static async Task WriteCsvAsync(string path, int rows)
    {
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync("Id,Title,Content");
        for (var row = 1; row <= rows; row++)
        {
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row},Post {row},\"What there is to say about post, number {row}, in some seventy-five letters.\""));
        }
    }
}
