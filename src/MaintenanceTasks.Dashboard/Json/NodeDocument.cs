namespace MaintenanceTasks.Dashboard;

/// <summary>A process that takes part, as JSON.</summary>
/// <param name="Name">Host and pid.</param>
/// <param name="Build">Version and digest of its tasks.</param>
/// <param name="Tasks">The tasks whose runs it works on.</param>
/// <param name="Partitions">What it works on now.</param>
/// <param name="StartedAt">When it began to take part.</param>
/// <param name="SeenAt">When it last wrote itself, by its own clock.</param>
internal sealed record NodeDocument(
    string Name, string Build, IReadOnlyList<string> Tasks, IReadOnlyList<HeldPartitionDocument> Partitions, DateTime StartedAt, DateTime SeenAt)
{
    public static NodeDocument Of(NodeState state) => new(
        state.Node.Name, state.Node.Build, state.Node.Tasks,
        [.. state.Partitions.Select(partition => new HeldPartitionDocument(partition.RunId, partition.Number))],
        Utc.Of(state.Node.StartedAt), Utc.Of(state.Node.SeenAt));
}
