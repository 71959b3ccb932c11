using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>The newest run of a task in a list, as JSON.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Task">Name of the task.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="EndedAt">When it was completed, or null.</param>
/// <param name="Url">The path of its page, and of its details as JSON.</param>
internal sealed record NewestRunDocument(
    long Id, string Task, [property: JsonConverter(typeof(WordConverter<RunStatus>))] RunStatus Status, DateTime CreatedAt, DateTime? EndedAt, string Url)
{
    public static NewestRunDocument Of(NewestRun run, Links links) =>
        new(run.Id, run.Task, run.Status, Utc.Of(run.CreatedAt), Utc.Of(run.EndedAt), links.Run(run.Id));
}
