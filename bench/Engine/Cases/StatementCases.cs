using System.Globalization;
using Bench.Data;
using Bench.Measuring;
using Bench.Tasks;

namespace Bench.Cases;

/// <summary>How many statements the engine sends, and how many of them are its own bookkeeping.</summary>
internal static class StatementCases
{
    public static async Task RunAsync(BenchDatabase database, BenchOptions options, Report report)
    {
        var count = new StatementCount();
        await using var engine = await Engine.StartAsync(database, context => context.AddInterceptors(count));
        await report.AddAsync("bookkeeping writes a page, transactional", async name =>
        {
            await engine.PerformAsync<TouchPosts>();
            count.Clear();
            await engine.PerformAsync<TouchPosts>();
            return new Line(name, database.Name, (double)count.Checkpoints / count.Pages, "", 1, string.Create(CultureInfo.InvariantCulture,
                $"{count.Checkpoints} checkpoints, {count.Pages} pages; {count.All * 1000.0 / options.Posts:0.0} statements for 1,000 items in all"));
        });
    }
}
