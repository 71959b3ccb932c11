namespace MaintenanceTasks;

/// <summary>The collection could not be read for a passing reason, after several tries. The run is held and goes on later.</summary>
/// <param name="inner">The last fault.</param>
public sealed class CollectionUnavailableException(Exception inner)
    : MaintenanceTaskException("The collection could not be read: " + inner?.Message, inner);
