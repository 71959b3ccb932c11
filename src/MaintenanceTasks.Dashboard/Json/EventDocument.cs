using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>An event of a run, as JSON.</summary>
internal sealed record EventDocument(
    long Number,
    DateTime At,
    [property: JsonConverter(typeof(WordConverter<RunEventKind>))] RunEventKind Kind,
    [property: JsonConverter(typeof(WordConverter<RunStatus>))] RunStatus? From,
    [property: JsonConverter(typeof(WordConverter<RunStatus>))] RunStatus? To,
    int? Partition, long? Epoch, string? Actor, string? Node, string? Text)
{
    public static EventDocument Of(RunEvent happened) => new(
        happened.Number, Utc.Of(happened.At), happened.Kind, happened.From, happened.To, happened.Partition, happened.Epoch, happened.Actor,
        happened.Node, happened.Text);
}
