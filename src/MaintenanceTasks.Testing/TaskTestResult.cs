namespace MaintenanceTasks.Testing;

/// <summary>What came of a run in a test.</summary>
public sealed record TaskTestResult
{
    private TaskTestResult(Run run) => Run = run;

    /// <summary>The run as it ended.</summary>
    public Run Run { get; }

    /// <summary>How it ended.</summary>
    public RunStatus Status => Run.Status;

    /// <summary>Items done, as the run counts them: what was repeated after a kill counts once.</summary>
    public long Ticks => Run.Ticks;

    /// <summary>The error that stopped it, or null.</summary>
    public RunError? Error => Run.Error;

    /// <summary>Slices it took: 1, and one more for each kill, interruption and hold.</summary>
    public required int Slices { get; init; }

    /// <summary>The items the task skipped, in order.</summary>
    public required IReadOnlyList<FailedItem> Skipped { get; init; }

    /// <summary>What the task noted, in order; the last 200.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Everything that happened, in order.</summary>
    public required IReadOnlyList<RunEvent> Events { get; init; }

    internal static async Task<TaskTestResult> ReadAsync(IRunStore store, Run run, int slices)
    {
        var events = await store.EventsAsync(run.Id, 0, int.MaxValue, CancellationToken.None).ConfigureAwait(false);
        return new TaskTestResult(run)
        {
            Slices = slices,
            Skipped = await store.FailedItemsAsync(run.Id, int.MaxValue, CancellationToken.None).ConfigureAwait(false),
            Notes = [.. events.Where(happened => happened.Kind == RunEventKind.Note).Select(happened => happened.Text ?? "")],
            Events = events,
        };
    }
}
