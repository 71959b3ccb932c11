namespace MaintenanceTasks.Cli;

/// <summary>A node, as JSON.</summary>
/// <param name="Name">Host and pid.</param>
/// <param name="Build">Version and digest of its tasks.</param>
/// <param name="Tasks">The tasks whose runs it works on.</param>
/// <param name="Partitions">What it works on now.</param>
/// <param name="StartedAt">When it began to take part.</param>
/// <param name="SeenAt">When it last wrote itself, by its own clock.</param>
internal sealed record NodeDocument(
    string Name, string Build, IReadOnlyList<string> Tasks, IReadOnlyList<NodeDocument.Held> Partitions, DateTime StartedAt, DateTime SeenAt)
{
    public static NodeDocument Of(NodeState state) => new(
        state.Node.Name, state.Node.Build, state.Node.Tasks, [.. state.Partitions.Select(partition => new Held(partition.RunId, partition.Number))],
        state.Node.StartedAt, state.Node.SeenAt);

    /// <summary>A partition that a node holds.</summary>
    internal sealed record Held(long Run, int Partition);
}
