namespace MaintenanceTasks.Dashboard;

/// <summary>What the first page shows.</summary>
/// <param name="Active">Runs that are not completed, newest first.</param>
/// <param name="Rows">The tasks of this application: never run ones first, by name, then those with the newest runs.</param>
/// <param name="Unknown">Newest runs of tasks this application does not know.</param>
/// <param name="Now">When it was read, UTC.</param>
internal sealed record TaskListView(IReadOnlyList<Run> Active, IReadOnlyList<TaskRow> Rows, IReadOnlyList<Run> Unknown, DateTime Now)
{
    public bool IsBusy => Active.Count > 0;
}
