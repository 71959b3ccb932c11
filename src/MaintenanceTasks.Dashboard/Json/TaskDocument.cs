using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>A task with its runs, as JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Known">False when only the store knows it: it was deleted, renamed, or belongs to another version.</param>
/// <param name="Namespace">That of its class; null when it is not known.</param>
/// <param name="Summary">What it does, or null when nobody wrote it down.</param>
/// <param name="WorksOn">What its items are, in words.</param>
/// <param name="Delivery">What a crash can do to its effects; null when it cannot be started.</param>
/// <param name="Problem">Why it cannot be started, or null.</param>
/// <param name="TakesFile">True when a run works on a file that is sent with the form.</param>
/// <param name="Partitions">How many partitions a run has unless another number is asked for; null when it cannot be split.</param>
/// <param name="Parameters">In order of declaration.</param>
/// <param name="StaleForSeconds">How long ago its newest run succeeded, when it is stale; else null.</param>
/// <param name="Active">Its runs that are not completed, newest first.</param>
/// <param name="History">Its completed runs, newest first, one page of them.</param>
/// <param name="Older">The path of the next page of them, or null.</param>
internal sealed record TaskDocument(
    string Name, bool Known, string? Namespace, string? Summary, string? WorksOn,
    [property: JsonConverter(typeof(WordConverter<DeliveryMode>))] DeliveryMode? Delivery,
    string? Problem, bool TakesFile, int? Partitions, IReadOnlyList<ParameterDocument> Parameters, double? StaleForSeconds,
    IReadOnlyList<RunDocument> Active, IReadOnlyList<RunDocument> History, string? Older)
{
    public static TaskDocument Of(TaskView view, Links links) => new(
        view.Name, view.Task is not null, view.Task?.Namespace, view.Task?.Summary, view.Task is { } task ? CollectionKind.Describe(task.Type) : null,
        view.Form?.Delivery, view.Unusable, view.Task?.TakesFile == true, view.Form?.UsualPartitions,
        view.Form is { } form ? [.. form.Task.Parameters.Select(parameter => ParameterDocument.Of(parameter, form))] : [],
        view.StaleFor?.TotalSeconds, [.. view.Active.Select(run => RunDocument.Of(run, links))],
        [.. view.History.Runs.Select(run => RunDocument.Of(run, links))], view.History.Older(links, view.Name)?.Split('#')[0]);
}
