namespace MaintenanceTasks.Cli;

/// <summary>A task with its newest run, as JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What its author says about it, or null.</param>
/// <param name="Delivery">What a crash can do to its effects; null when the task cannot be constructed.</param>
/// <param name="Problem">Why the task cannot be used, or null.</param>
/// <param name="Parameters">Its parameters, in order of declaration.</param>
/// <param name="NewestRun">Its newest run, or null.</param>
internal sealed record TaskDocument(
    string Name, string? Description, DeliveryMode? Delivery, string? Problem, IReadOnlyList<ParameterDocument> Parameters, RunDocument? NewestRun)
{
    public static TaskDocument Of(TaskDescriptor task, DeliveryMode? delivery, string? problem, Run? newest) => new(
        task.Name, task.Description, delivery, problem,
        [.. task.Parameters.Select(parameter => new ParameterDocument(
            parameter.Name, parameter.TypeName, parameter.IsRequired, parameter.Choices, parameter.Description))],
        newest is null ? null : RunDocument.Of(newest));
}
