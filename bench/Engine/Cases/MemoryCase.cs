using System.Globalization;
using Bench.Data;
using Bench.Measuring;
using Bench.Tasks;

namespace Bench.Cases;

/// <summary>The greatest memory of a process that walks few rows of a table, and of one that walks many. Linux.</summary>
/// <remarks>
/// As in all cases there is a warm-up: either process walks the few rows once before. Its code is compiled then, for the most part, which takes more memory
/// than anything the engine keeps, and grows with the age of a process, not with its items.
/// </remarks>
internal static class MemoryCase
{
    /// <summary>Asks a process of the benchmark to walk.</summary>
    public const string Verb = "memory-of";

    private const int Few = 100_000;
    private const int Many = 2_000_000;

    /// <summary>What the child process does: it says its greatest memory after the warm-up and at the end, in kB.</summary>
    public static async Task WalkAsync(string name, string place, int posts)
    {
        await using var engine = await Engine.StartAsync(BenchDatabase.At(name, place));
        await engine.PerformAsync<TouchFirstPosts>(task => task.Posts = Few);
        await SayPeakAsync();
        await engine.PerformAsync<TouchFirstPosts>(task => task.Posts = posts);
        await SayPeakAsync();
    }

    public static async Task RunAsync(BenchDatabase database, BenchOptions options, Report report)
    {
        List<(double Cold, double Few, double Many)> peaks = [];
        await report.AddAsync("peak memory at 2,000,000 items against 100,000", async name =>
        {
            await database.FillAsync(Many);
            for (var pair = 0; pair < options.Pairs; pair++)
            {
                var (cold, few) = await PeaksAsync(database, Few);
                peaks.Add((cold, few, (await PeaksAsync(database, Many)).End));
            }

            return Of(name, database, [.. peaks.Select(peak => (peak.Many, peak.Few))], 1.1);
        });
        if (peaks.Count > 0) await report.AddAsync("peak memory at 2,000,000 items against 100,000 without warm-up", name => Task.FromResult(
            Of(name, database, [.. peaks.Select(peak => (peak.Many, peak.Cold))], null)));
    }

    private static Line Of(string name, BenchDatabase database, (double Many, double Few)[] peaks, double? target)
    {
        var ratios = peaks.Select(peak => peak.Many / peak.Few).ToArray();
        return new Line(name, database.Name, Ratio.MedianOf(ratios), "×", target, string.Create(CultureInfo.InvariantCulture,
            $"{ratios.Min():0.00}–{ratios.Max():0.00} in {ratios.Length} pairs; {Ratio.MedianOf(peaks.Select(peak => peak.Many)):0} MB against {Ratio.MedianOf(peaks.Select(peak => peak.Few)):0}"));
    }

    private static async Task SayPeakAsync()
    {
        var line = (await File.ReadAllLinesAsync("/proc/self/status")).First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        Console.WriteLine(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2]);
    }

    private static async Task<(double WarmUp, double End)> PeaksAsync(BenchDatabase database, int posts)
    {
        await database.TidyAsync();
        var said = await ChildProcess.RunAsync(Verb, database.Name, database.Place, posts.ToString(CultureInfo.InvariantCulture));
        var peaks = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(peak => double.Parse(peak, CultureInfo.InvariantCulture) / 1024).ToArray();
        return (peaks[0], peaks[1]);
    }
}
