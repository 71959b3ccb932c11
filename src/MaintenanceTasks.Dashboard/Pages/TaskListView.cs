namespace MaintenanceTasks.Dashboard;

/// <summary>What the first page shows.</summary>
/// <param name="Active">Runs that are not completed, newest first.</param>
/// <param name="Rows">The tasks of this application that are asked for, one page of them.</param>
/// <param name="Unknown">Newest runs of tasks this application does not know.</param>
/// <param name="Now">When it was read, UTC.</param>
internal sealed record TaskListView(IReadOnlyList<Run> Active, IReadOnlyList<TaskRow> Rows, IReadOnlyList<NewestRun> Unknown, DateTime Now)
{
    /// <summary>Which tasks are asked for.</summary>
    public TaskQuery Query { get; init; } = new();

    /// <summary>How many tasks there are of those asked for, on all pages.</summary>
    public int Found { get; init; }

    /// <summary>How many tasks there are.</summary>
    public int All { get; init; }

    /// <summary>The namespaces of the tasks.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>Runs somebody should look at.</summary>
    public IReadOnlyList<Attention> Attention { get; init; } = [];

    /// <summary>Samples of the last minutes of active runs, by run.</summary>
    public ILookup<long, RunSample> Samples { get; init; } = Enumerable.Empty<RunSample>().ToLookup(sample => sample.RunId);

    /// <summary>True when there are pages after this one.</summary>
    public bool HasMore => (Query.Page * TaskQuery.PageSize) + Rows.Count < Found;

    public bool IsBusy => Active.Count > 0;
}
