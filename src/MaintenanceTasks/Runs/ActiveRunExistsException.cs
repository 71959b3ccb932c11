namespace MaintenanceTasks;

/// <summary>A second active run of a task with the same arguments was refused.</summary>
/// <param name="run">The active run that stands in the way.</param>
public sealed class ActiveRunExistsException(Run run) : MaintenanceTaskException(
    $"Run {run?.Id} of {run?.Task} has the same arguments{SecretArguments.NotCompared(run)} and is {run?.Status.Word()}. "
    + "Wait for it, cancel it, or allow equal runs with [AllowConcurrentRuns] on the task.")
{
    /// <summary>The active run.</summary>
    public Run Run { get; } = run ?? throw new ArgumentNullException(nameof(run));
}
