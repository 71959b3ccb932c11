using System.Diagnostics;
using Chaos.Races;
using Chaos.Servers;
using MaintenanceTasks.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Chaos.Scenarios;

/// <summary>The races of the store's conformance suite, as often as asked for, on real databases.</summary>
internal static class RaceScenario
{
    private static readonly (string Name, Func<StoreBench, Task> RunAsync, int OneIn)[] Races =
    [
        ("32 claimers at once, one wins", RaceCases.ClaimAsync, 1),
        ("the last two of 4 partitions finish at once, the run ends", RaceCases.FinishAsync, 1),
        ("200 resumes at once, one is made", RaceCases.ResumeAsync, 10),
        ("a run is resumed while it is forgotten, and is there whole or not at all", RaceCases.ForgetAsync, 1),
    ];

    public static async Task RunAsync(Proof proof)
    {
        var rounds = proof.Options.Number("rounds", 1000);
        using var server = PostgresServer.Given();
        var file = proof.Workspace.NewPath("race.db");
        await PerformAsync(proof, "SQLite", rounds, options => options.UseSqlite($"Data Source={file}"));

        // A server allows a hundred connections by default.
        var connection = new NpgsqlConnectionStringBuilder(server.NewDatabase()) { MaxPoolSize = 60 }.ToString();
        await PerformAsync(proof, "PostgreSQL", rounds, options => options.UseNpgsql(connection));
    }

    private static async Task PerformAsync(Proof proof, string kind, int rounds, Action<DbContextOptionsBuilder> configure)
    {
        await using var database = await RaceDatabase.CreateAsync(configure);
        var bench = new StoreBench(database.Store);
        foreach (var (name, race, oneIn) in Races)
        {
            var times = Math.Max(1, rounds / oneIn);
            var took = Stopwatch.StartNew();
            var (held, broken) = await RepeatAsync(() => race(bench), times);
            proof.Claim($"{kind}: {name}: {held} of {times} rounds, {took.Elapsed.TotalSeconds:0.0} s{broken}", held == times);
        }
    }

    private static async Task<(int Held, string Broken)> RepeatAsync(Func<Task> race, int times)
    {
        var (held, broken) = (0, "");
        for (var round = 0; round < times; round++)
        {
            try
            {
                await race();
                held++;
            }
            catch (ConformanceException exception)
            {
                broken = $" ({exception.Message})";
            }
        }

        return (held, broken);
    }
}
