using System.Globalization;
using Bench.Data;
using Bench.Measuring;
using Bench.Tasks;

namespace Bench.Cases;

/// <summary>The greatest memory of a process that walks a small table, and of one that walks a large one. Linux.</summary>
internal static class MemoryCase
{
    public const string Verb = "memory-of";

    public static Task RunAsync(Report report) => report.AddAsync("peak memory at 2,000,000 items against 100,000", async name =>
    {
        var (small, large) = (await PeakAsync(100_000), await PeakAsync(2_000_000));
        return new Line(name, "SQLite", large / small, "×", 1.1, string.Create(CultureInfo.InvariantCulture, $"{large:0} MB against {small:0}"));
    });

    /// <summary>What the child process does.</summary>
    public static async Task WalkAsync(int posts)
    {
        await using var database = new SqliteBench();
        await database.FillAsync(posts);
        await using var engine = await Engine.StartAsync(database);
        await engine.PerformAsync<TouchPosts>();
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
    }

    private static async Task<double> PeakAsync(int posts) =>
        double.Parse(await ChildProcess.RunAsync(Verb, posts.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture) / 1024;
}
