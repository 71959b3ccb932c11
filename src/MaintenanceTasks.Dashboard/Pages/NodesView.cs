namespace MaintenanceTasks.Dashboard;

/// <summary>What the page of nodes shows.</summary>
/// <param name="Nodes">The processes that take part, by name.</param>
/// <param name="Now">When it was read, UTC.</param>
internal sealed record NodesView(IReadOnlyList<NodeState> Nodes, DateTime Now)
{
    /// <summary>The same without the names of tasks that a person may not see.</summary>
    public NodesView Without(IReadOnlySet<string> hidden) => this with
    {
        Nodes = [.. Nodes.Select(node => node with { Node = node.Node with { Tasks = [.. node.Node.Tasks.Where(task => !hidden.Contains(task))] } })],
    };
}
