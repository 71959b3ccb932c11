using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>A run with everything its page shows, as JSON: the run first.</summary>
internal sealed record RunDetailsDocument : RunDocument
{
    [SetsRequiredMembers]
    private RunDetailsDocument(RunView view, Links links)
        : base(view.Run, links)
    {
        (Reasons, LacksNode, RecentItemsPerSecond) = (view.Reasons, view.LacksNode, view.Pace);
        SecondsLeft = view.Progress.SecondsLeft;
        Partitions = [.. view.State.Partitions.Select(partition => PartitionDocument.Of(partition, Sign(view, partition)))];
        Events = [.. view.Events.Reverse().Select(EventDocument.Of)];
        SkippedItems = view.SkippedItems;
        File = view.File is { } file ? RunFileDocument.Of(file, links) : null;
        Samples = [.. view.Samples.Select(SampleDocument.Of)];
    }

    /// <summary>Why it waits, is slow or has stopped, in sentences.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>True when it waits, and no running node works on runs of its task.</summary>
    [JsonPropertyOrder(1)]
    public required bool LacksNode { get; init; }

    /// <summary>Over the last minute of work, or null.</summary>
    [JsonPropertyOrder(1)]
    public required double? RecentItemsPerSecond { get; init; }

    /// <summary>At that speed, or null when that cannot be said.</summary>
    [JsonPropertyOrder(1)]
    public required double? SecondsLeft { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<PartitionDocument> Partitions { get; init; }

    /// <summary>The newest ones, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<EventDocument> Events { get; init; }

    [JsonPropertyOrder(1)]
    public required IReadOnlyList<FailedItem> SkippedItems { get; init; }

    [JsonPropertyOrder(1)]
    public required RunFileDocument? File { get; init; }

    /// <summary>How far it was at earlier moments, oldest first.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<SampleDocument> Samples { get; init; }

    public static RunDetailsDocument Of(RunView view, Links links) => new(view, links);

    private static DateTime? Sign(RunView view, Partition partition) => view.Signs.TryGetValue(partition.Number, out var sign) ? sign : null;
}
