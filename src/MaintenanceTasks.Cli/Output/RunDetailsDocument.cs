using System.Text.Json.Serialization;

namespace MaintenanceTasks.Cli;

/// <summary>A run with everything around it, as JSON: the run first.</summary>
internal sealed record RunDetailsDocument : RunDocument
{
    public RunDetailsDocument(RunState state, bool lacksNode, IReadOnlyList<RunEvent> events, IReadOnlyList<FailedItem> skipped)
        : base(state.Run)
    {
        LacksNode = lacksNode;
        Partitions = [.. state.Partitions.Select(PartitionDocument.Of)];
        Events = [.. events.Select(EventDocument.Of)];
        SkippedItems = skipped;
    }

    /// <summary>True when it waits, and no running node works on runs of its task.</summary>
    [JsonPropertyOrder(1)]
    public bool LacksNode { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<PartitionDocument> Partitions { get; }

    /// <summary>The newest ones, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<EventDocument> Events { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<FailedItem> SkippedItems { get; }
}
