using Chaos.Processes;

namespace Chaos.Scenarios;

/// <summary>Starts the application again and again, and ends each life at a random moment after the work has moved.</summary>
internal sealed class Lives(Proof proof, BlogDatabase database, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>From each start of a process, the first included, until the position moved.</summary>
    public List<TimeSpan> Moved { get; } = [];

    /// <summary>How many lives were ended while there was work left.</summary>
    public int Ended { get; private set; }

    /// <summary>Lives through so many ends and then until the run has ended.</summary>
    /// <param name="task">The task to perform.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="ends">How often the process is ended.</param>
    /// <param name="longest">The longest time a life goes on after the first movement.</param>
    /// <param name="end">Ends a process.</param>
    /// <returns>The run.</returns>
    public async Task<long> LiveAsync(string task, string[] arguments, int ends, TimeSpan longest, Func<BlogHost, long, Task> end)
    {
        var run = 0L;
        for (var life = 0; life <= ends; life++)
        {
            var from = run == 0 ? "" : database.Cursor(run);
            using var host = proof.Workspace.Start(database);
            if (run == 0)
            {
                await host.AnswersAsync();
                run = await database.PerformAsync(task, arguments);
                await database.UntilMovedAsync(run, from);
            }
            else
            {
                await Proof.UntilAsync("work moves on", () => database.Cursor(run) != from || database.Status(run) is "succeeded" or "errored");
                Moved.Add(host.SinceStart);
            }

            if (life == ends || database.Status(run) is "succeeded" or "errored")
            {
                await database.UntilStatusAsync(run, "succeeded", "errored");
                break;
            }

            await Task.Delay(_random.NextDouble() * longest);
            await end(host, run);
            if (database.Status(run) != "succeeded") Ended++;
        }

        return run;
    }

    public void Report(int ends, TimeSpan within)
    {
        var times = Moved.Order().ToArray();
        if (times.Length > 0)
        {
            proof.Note($"work moved on after a start: median {times[times.Length / 2].TotalSeconds:0.00} s, longest {times[^1].TotalSeconds:0.00} s");
        }

        proof.Claim($"the process was ended {ends} times while it worked (found {Ended})", Ended == ends);
        proof.Claim($"each time work moved on within {within.TotalSeconds:0} s of the start", times.Length > 0 && times[^1] <= within);
    }
}
