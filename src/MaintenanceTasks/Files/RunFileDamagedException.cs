namespace MaintenanceTasks;

/// <summary>The input file of a run is gone, or is not what was stored. The run stops and keeps its position.</summary>
/// <param name="message">What was expected and what was found.</param>
public sealed class RunFileDamagedException(string message) : MaintenanceTaskException(message);
