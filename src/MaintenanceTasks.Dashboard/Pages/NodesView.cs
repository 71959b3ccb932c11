namespace MaintenanceTasks.Dashboard;

/// <summary>What the page of nodes shows.</summary>
/// <param name="Nodes">The processes that take part, by name.</param>
/// <param name="Now">When it was read, UTC.</param>
internal sealed record NodesView(IReadOnlyList<NodeState> Nodes, DateTime Now);
