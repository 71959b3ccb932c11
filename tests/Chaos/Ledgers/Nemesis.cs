namespace Chaos.Ledgers;

/// <summary>What happens to workers, runs and database, in an order that a seed decides.</summary>
internal sealed class Nemesis(LedgerFleet fleet, LedgerRuns runs, Random random, Action disturb, Action restart)
{
    private readonly SortedDictionary<string, int> _strikes = new(StringComparer.Ordinal);
    private readonly List<Task> _thaws = [];

    public IReadOnlyDictionary<string, int> Strikes => _strikes;

    public async Task StrikeAsync()
    {
        var free = fleet.Workers.Where(worker => !worker.IsBusy).ToArray();
        var worker = free[random.Next(free.Length)];
        switch (random.Next(100))
        {
            case < 45:
                Count("killed");
                fleet.Kill(worker);
                fleet.Start(1);
                break;
            case < 60:
                Count("terminated");
                await worker.Host.TerminateAsync();
                fleet.Remove(worker);
                fleet.Start(1);
                break;
            // One is left to go on.
            case < 72 when free.Length > 2:
                Count("frozen");
                _thaws.Add(FreezeAsync(worker, 1.5 * random.NextDouble() * LedgerFleet.Lease));
                break;
            case < 84:
                Count("paused and resumed");
                await PauseAsync();
                break;
            case < 95:
                Count("connections cut or locked out");
                disturb();
                break;
            default:
                Count("database restarted");
                restart();
                break;
        }
    }

    /// <summary>Waits until nobody stands still any more.</summary>
    public Task CalmAsync() => Task.WhenAll(_thaws);

    private static async Task FreezeAsync(LedgerWorker worker, TimeSpan length)
    {
        worker.IsBusy = true;
        worker.Host.Freeze();
        await Task.Delay(length);
        worker.Host.Thaw();
        worker.IsBusy = false;
    }

    private async Task PauseAsync()
    {
        var active = runs.Active;
        if (active.Count == 0) return;
        var run = active[random.Next(active.Count)].Id;
        await LedgerFleet.TryAskAsync(fleet.Database, "pause", $"{run}");
        await Proof.UntilAsync($"run {run} pauses or ends", () => fleet.Database.Status(run) is not ("pausing" or "running"));
        while (fleet.Database.Status(run) == "paused") await LedgerFleet.TryAskAsync(fleet.Database, "resume", $"{run}");
    }

    private void Count(string strike) => _strikes[strike] = _strikes.GetValueOrDefault(strike) + 1;
}
