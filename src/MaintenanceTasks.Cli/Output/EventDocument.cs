namespace MaintenanceTasks.Cli;

/// <summary>An event of a run, as JSON.</summary>
internal sealed record EventDocument(
    long Number, DateTime At, RunEventKind Kind, RunStatus? From, RunStatus? To, int? Partition, long? Epoch, string? Actor, string? Node, string? Text)
{
    public static EventDocument Of(RunEvent happened) => new(
        happened.Number, DateTime.SpecifyKind(happened.At, DateTimeKind.Utc), happened.Kind, happened.From, happened.To, happened.Partition,
        happened.Epoch, happened.Actor, happened.Node, happened.Text);
}
