using System.Globalization;
using Chaos.Scenarios;

namespace Chaos.Ledgers;

/// <summary>Runs of both tasks, one of each at any time: as soon as one has ended the next is started.</summary>
internal sealed class LedgerRuns(BlogDatabase database, int items, int partitions)
{
    public const string Entries = "WriteEntries";
    public const string Lines = "WriteLines";
    private const int Patience = 20;
    private int _round;
    private int _refused;

    public int Items => items;

    public IReadOnlyList<(long Id, string Task)> All =>
        database.Query("SELECT id, task FROM maintenance_task_runs ORDER BY id", row => (row.GetInt64(0), row.GetString(1)));

    public IReadOnlyList<(long Id, string Task)> Active =>
        [.. All.Where(run => database.Status(run.Id) is not ("succeeded" or "errored" or "cancelled"))];

    /// <summary>Starts what has no active run. A database that is away for the moment makes it later.</summary>
    public async Task KeepGoingAsync()
    {
        var active = Active;
        foreach (var task in ((string[])[Entries, Lines]).Except(active.Select(run => run.Task)))
        {
            string[] size = task == Lines ? ["--arg", $"Items={Text(items)}"] : [];
            var asked = await LedgerFleet.TryAskAsync(database, ["perform", task, "--parallel", Text(partitions), "--arg", $"Round={Text(++_round)}", .. size]);
            _refused = asked.ExitCode == 0 ? 0 : _refused + 1;
            if (_refused == Patience) throw new InvalidOperationException($"perform {task} ended with {asked.ExitCode}, the {Patience}th time: {asked.Error}");
        }
    }

    /// <summary>Waits until every run has ended.</summary>
    public async Task EndAsync()
    {
        foreach (var (run, _) in All) await database.UntilStatusAsync(run, "succeeded", "errored", "cancelled");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
