using System.Diagnostics;
using System.Globalization;
using Bench.Data;
using Bench.Measuring;
using Bench.Tasks;

namespace Bench.Cases;

/// <summary>From a start to the first item, and from a request to the standstill, in an application that runs.</summary>
internal static class LatencyCases
{
    private const int Rounds = 20;

    public static async Task RunAsync(BenchDatabase database, Engine engine, Report report)
    {
        List<double> starts = [], stops = [];
        await report.AddAsync("start to first item, in the process", async name =>
        {
            for (var round = 0; round <= Rounds; round++)
            {
                var (start, stop) = await RoundAsync(engine);
                if (round == 0) continue; // the warm-up
                starts.Add(start.TotalMilliseconds);
                stops.Add(stop.TotalMilliseconds);
            }

            return Of(name, database, starts, 100);
        });
        if (stops.Count > 0) await report.AddAsync("pause to standstill", name => Task.FromResult(Of(name, database, stops, null)));
    }

    private static async Task<(TimeSpan Start, TimeSpan Stop)> RoundAsync(Engine engine)
    {
        FirstItem.Reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = Stopwatch.GetTimestamp();
        var run = await engine.Runner.StartAsync<FirstItem>();
        var start = Stopwatch.GetElapsedTime(asked, await FirstItem.Reached.Task);
        var paused = Stopwatch.GetTimestamp();
        await engine.Runner.PauseAsync(run.Id);
        await engine.EndedAsync(run.Id);
        var stop = Stopwatch.GetElapsedTime(paused);
        await engine.Runner.CancelAsync(run.Id);
        return (start, stop);
    }

    private static Line Of(string name, BenchDatabase database, List<double> times, double? target) => new(
        name, database.Name, Ratio.MedianOf(times), "ms", target,
        string.Create(CultureInfo.InvariantCulture, $"{times.Min():0}–{times.Max():0} in {times.Count} rounds"));
}
