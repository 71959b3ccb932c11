namespace MaintenanceTasks.Dashboard;

/// <summary>What the page of a task shows.</summary>
internal sealed record TaskView
{
    public required string Name { get; init; }

    /// <summary>The task, or null when this application does not know it.</summary>
    public TaskDescriptor? Task { get; init; }

    public required IReadOnlyList<Run> Active { get; init; }

    public required HistoryPage History { get; init; }

    public required DateTime Now { get; init; }

    /// <summary>Samples of the last minutes of active runs, by run.</summary>
    public required ILookup<long, RunSample> Samples { get; init; }

    /// <summary>The form that starts it; null in live fragments, and for a task that cannot be started.</summary>
    public StartForm? Form { get; init; }

    /// <summary>Why it cannot be started, or null.</summary>
    public string? Unusable { get; init; }

    /// <summary>The source of the task, or null when it is not at hand or not to be shown.</summary>
    public string? Source { get; init; }

    /// <summary>How long ago its newest run succeeded, when the task is stale; else null.</summary>
    public TimeSpan? StaleFor { get; init; }

    public bool IsBusy => Active.Count > 0;
}
