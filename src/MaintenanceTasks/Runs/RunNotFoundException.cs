namespace MaintenanceTasks;

/// <summary>There is no run with this id.</summary>
/// <param name="id">The id asked for.</param>
public sealed class RunNotFoundException(long id)
    : MaintenanceTaskException($"There is no run {id}. List the runs to see which there are.")
{
    /// <summary>The id asked for.</summary>
    public long RunId { get; } = id;
}
