namespace MaintenanceTasks.Cli;

/// <summary>A run with everything around it, as JSON.</summary>
internal sealed record RunDetailsDocument : RunDocument
{
    public RunDetailsDocument(RunState state, IReadOnlyList<RunEvent> events, IReadOnlyList<FailedItem> skipped)
        : base(state.Run)
    {
        Partitions = [.. state.Partitions.Select(PartitionDocument.Of)];
        Events = [.. events.Select(EventDocument.Of)];
        SkippedItems = skipped;
    }

    public IReadOnlyList<PartitionDocument> Partitions { get; }

    /// <summary>The newest ones, oldest first.</summary>
    public IReadOnlyList<EventDocument> Events { get; }

    public IReadOnlyList<FailedItem> SkippedItems { get; }
}
