namespace MaintenanceTasks.Dashboard;

/// <summary>A run somebody should look at, and why.</summary>
/// <param name="Run">The run.</param>
/// <param name="Why">In words.</param>
internal sealed record Attention(Run Run, string Why)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);
    private static readonly TimeSpan Still = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Waiting = TimeSpan.FromMinutes(1);

    /// <summary>Among active runs and the newest failed ones, those that need a look; failed ones first.</summary>
    /// <param name="active">Runs that are not completed.</param>
    /// <param name="errored">The newest runs that failed.</param>
    /// <param name="newest">The newest run of each task, by its name.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<Attention> Of(
        IEnumerable<Run> active, IEnumerable<Run> errored, IReadOnlyDictionary<string, NewestRun> newest, DateTime now) =>
    [
        .. errored.Where(run => now - run.EndedAt < Recent && !WasBettered(run, newest)).Select(run => new Attention(run, run.Error?.Message ?? "It failed.")),
        .. active.Select(run => (Run: run, Why: WhyActive(run, now))).Where(found => found.Why is not null).Select(found => new Attention(found.Run, found.Why!)),
    ];

    private static bool WasBettered(Run run, IReadOnlyDictionary<string, NewestRun> newest) =>
        newest.TryGetValue(run.Task, out var later) && later.Id > run.Id && later.Status == RunStatus.Succeeded;

    private static string? WhyActive(Run run, DateTime now)
    {
        var still = now - (run.MovedAt ?? run.StartedAt ?? run.CreatedAt);
        return run.Status switch
        {
            _ when run.HeldUntil > now => $"Held for another {Wording.Duration(run.HeldUntil.Value - now)}: {run.HeldReason}",
            RunStatus.Running when still > Still => $"No item was finished for {Wording.Duration(still)}.",
            RunStatus.Enqueued or RunStatus.Interrupted when still > Waiting => $"Waits for a worker since {Wording.Duration(still)}.",
            RunStatus.Pausing or RunStatus.Cancelling when still > Still => $"Its worker has not stopped yet; no item was finished for {Wording.Duration(still)}.",
            RunStatus.Paused when still.TotalDays >= 1 => $"Paused; nothing has moved for {Wording.Duration(still)}.",
            _ => null,
        };
    }
}
