namespace MaintenanceTasks.Dashboard;

/// <summary>What the page of a run shows.</summary>
/// <param name="State">The run and its partitions.</param>
/// <param name="Events">Its newest events, newest first.</param>
/// <param name="SkippedItems">The first items it skipped.</param>
/// <param name="File">The file it works on, or null.</param>
/// <param name="Now">When it was read, UTC.</param>
internal sealed record RunView(RunState State, IReadOnlyList<RunEvent> Events, IReadOnlyList<FailedItem> SkippedItems, RunFile? File, DateTime Now)
{
    public const int EventsShown = 100;
    public const int ItemsShown = 200;

    /// <summary>The namespace of the task's class; null when this application does not know the task.</summary>
    public string? TaskNamespace { get; init; }

    /// <summary>True when it waits, and no running node works on runs of its task.</summary>
    public bool LacksNode { get; init; }

    /// <summary>How far it was at earlier moments, oldest first.</summary>
    public IReadOnlyList<RunSample> Samples { get; init; } = [];

    /// <summary>The last sign of life of the workers, by number of their partition.</summary>
    public IReadOnlyDictionary<int, DateTime> Signs { get; init; } = new Dictionary<int, DateTime>();

    /// <summary>Other runs that are being worked on, as far as this one waits for a worker.</summary>
    public IReadOnlyList<Run> Others { get; init; } = [];

    /// <summary>How the engine is set.</summary>
    public MaintenanceTasksOptions Engine { get; init; } = new();

    /// <summary>False when this application does not know the task, so that nothing but a cancel makes sense.</summary>
    public bool IsTaskKnown => TaskNamespace is not null;

    public Run Run => State.Run;

    /// <summary>Items a second over the last minute of work, or null.</summary>
    public double? Pace => Dashboard.Pace.Of(Run, Samples);

    public Progress Progress => new(State.Run, State.Partitions, Pace);

    public ThroughputChart? Chart => ThroughputChart.Of(Run, Samples, Now);

    /// <summary>Why it is where it is, in sentences.</summary>
    public IReadOnlyList<string> Reasons => RunReasons.Of(this);
}
