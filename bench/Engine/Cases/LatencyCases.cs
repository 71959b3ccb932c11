using System.Diagnostics;
using System.Globalization;
using Bench.Data;
using Bench.Measuring;
using Bench.Tasks;
using MaintenanceTasks;

namespace Bench.Cases;

/// <summary>From a start to the first item, and from a request to the standstill, in an application that runs.</summary>
internal static class LatencyCases
{
    /// <summary>Asks a process of the benchmark to start a run for the one that works.</summary>
    public const string Verb = "start-first-item";

    private const int Rounds = 20;

    /// <summary>What the child process does: it says when its start was acknowledged.</summary>
    public static async Task StartAsync(string name, string place)
    {
        await using var engine = await Engine.StartAsync(BenchDatabase.At(name, place), works: false);
        await engine.Runner.StartAsync<FirstItem>();
        Console.WriteLine(TimeProvider.System.GetUtcNow().UtcTicks);
    }

    public static async Task RunAsync(BenchDatabase database, Engine engine, Report report)
    {
        await report.AddAsync("start to first item, in the process", async name =>
            Of(name, database, [.. (await RoundsAsync(engine)).Select(round => round.Start.TotalMilliseconds)], 100));
        await report.AddAsync("start to first item, from another process", async name =>
        {
            List<double> times = [];
            for (var round = 0; round < Rounds; round++) times.Add((await FromOutsideAsync(database, engine)).TotalMilliseconds);
            return Of(name, database, times, 1100);
        });
        await report.AddAsync("pause to standstill", async name =>
            Of(name, database, [.. (await RoundsAsync(engine)).Select(round => round.Stop.TotalMilliseconds)], null));
    }

    private static async Task<List<(TimeSpan Start, TimeSpan Stop)>> RoundsAsync(Engine engine)
    {
        await RoundAsync(engine); // the warm-up
        List<(TimeSpan Start, TimeSpan Stop)> rounds = [];
        for (var round = 0; round < Rounds; round++) rounds.Add(await RoundAsync(engine));
        return rounds;
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

    /// <summary>From the moment the run is there, so without the start of the process that makes it.</summary>
    private static async Task<TimeSpan> FromOutsideAsync(BenchDatabase database, Engine engine)
    {
        FirstItem.Reached = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var made = long.Parse(await ChildProcess.RunAsync(Verb, database.Name, database.Place), CultureInfo.InvariantCulture);
        var reached = await FirstItem.Reached.Task;
        var at = TimeProvider.System.GetUtcNow().UtcDateTime - Stopwatch.GetElapsedTime(reached);
        var run = (await engine.Runner.ListAsync(new RunFilter { Limit = 1 })).Single();
        await engine.Runner.CancelAsync(run.Id);
        await engine.EndedAsync(run.Id);
        return at - new DateTime(made, DateTimeKind.Utc);
    }

    private static Line Of(string name, BenchDatabase database, List<double> times, double? target) => new(
        name, database.Name, Ratio.MedianOf(times), "ms", target,
        string.Create(CultureInfo.InvariantCulture, $"{times.Min():0}–{times.Max():0} in {times.Count} rounds"));
}
