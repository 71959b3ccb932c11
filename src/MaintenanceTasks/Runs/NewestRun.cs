namespace MaintenanceTasks;

/// <summary>The newest run of a task, as far as a list of tasks needs it.</summary>
/// <param name="Id">Number of the run.</param>
/// <param name="Task">Name of the task.</param>
/// <param name="Status">Where the run stands.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="EndedAt">When it succeeded, was cancelled or errored, UTC; else null.</param>
public sealed record NewestRun(long Id, string Task, RunStatus Status, DateTime CreatedAt, DateTime? EndedAt)
{
    /// <inheritdoc cref="Run.StaleFor"/>
    public TimeSpan? StaleFor(DateTime now, TimeSpan? threshold) =>
        Status == RunStatus.Succeeded && now - EndedAt is { } age && age > threshold ? age : null;
}
