namespace MaintenanceTasks.Cli;

/// <summary>A task with its newest run, as JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What its author says about it, or null.</param>
/// <param name="Delivery">What a crash can do to its effects; null when the task cannot be constructed.</param>
/// <param name="Problem">Why the task cannot be used, or null.</param>
/// <param name="Parameters">Its parameters, in order of declaration.</param>
/// <param name="NewestRun">Its newest run, or null.</param>
/// <param name="StaleForSeconds">How long ago that succeeded, when the task is stale; else null.</param>
internal sealed record TaskDocument(
    string Name, string? Description, DeliveryMode? Delivery, string? Problem, IReadOnlyList<ParameterDocument> Parameters, RunDocument? NewestRun,
    double? StaleForSeconds)
{
    /// <summary>A task that can be used.</summary>
    public static TaskDocument Of(
        TaskDescriptor task, DeliveryMode delivery, IReadOnlyDictionary<string, string?> defaults, Run? newest, TimeSpan? staleFor) =>
        new(task.Name, task.Description, delivery, null, Describe(task, defaults), Newest(newest), staleFor?.TotalSeconds);

    /// <summary>A task that cannot be used, and why.</summary>
    public static TaskDocument Of(TaskDescriptor task, string problem, Run? newest, TimeSpan? staleFor) =>
        new(task.Name, task.Description, null, problem, Describe(task, new Dictionary<string, string?>()), Newest(newest), staleFor?.TotalSeconds);

    private static ParameterDocument[] Describe(TaskDescriptor task, IReadOnlyDictionary<string, string?> defaults) =>
    [
        .. task.Parameters.Select(parameter => new ParameterDocument(
            parameter.Name, parameter.TypeName, parameter.IsRequired, parameter.IsRequired ? null : defaults.GetValueOrDefault(parameter.Name),
            parameter.Choices, parameter.Description, parameter.IsSecret)),
    ];

    private static RunDocument? Newest(Run? run) => run is null ? null : RunDocument.Of(run);
}
