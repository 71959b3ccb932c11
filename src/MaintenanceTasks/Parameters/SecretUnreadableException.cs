namespace MaintenanceTasks;

/// <summary>
/// A secret parameter of a run could not be unprotected here: it was protected with a key this process does not have. The run keeps its
/// position and is left to a process that has the key.
/// </summary>
/// <param name="task">Name of the task.</param>
/// <param name="parameter">Name of the parameter.</param>
/// <param name="runId">The run.</param>
/// <param name="inner">What data protection said.</param>
public sealed class SecretUnreadableException(string task, string parameter, long runId, Exception inner) : MaintenanceTaskException(
    $"The secret parameter {parameter} of run {runId} of {task} cannot be read by {Environment.MachineName}: it was protected with a key that is not in "
    + $"the key ring of data protection here. {inner?.Message} Give all processes of the application the same key ring "
    + "(builder.Services.AddDataProtection(), a place for keys that all share, and the same SetApplicationName). The run waits for a process that "
    + "has the key and goes on from its position. If the key is lost, cancel the run and start it again with the secret.",
    inner)
{
    /// <summary>Name of the parameter.</summary>
    public string Parameter { get; } = parameter;
}
