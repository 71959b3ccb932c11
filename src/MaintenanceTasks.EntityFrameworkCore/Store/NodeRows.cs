using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Reads and writes the rows of nodes.</summary>
internal static class NodeRows
{
    public static async Task<IReadOnlyList<Node>> ReadNodesAsync(this DbContext db, CancellationToken cancellationToken) =>
        [.. (await db.Rows<NodeRow>().ToListAsync(cancellationToken).ConfigureAwait(false)).Select(ToNode)];

    /// <summary>Inside a transaction: over the row of the node, or as a new one.</summary>
    public static async Task WriteNodeAsync(this DbContext db, Node node, CancellationToken cancellationToken)
    {
        if (await db.UpdateNodeAsync(ToRow(node), cancellationToken).ConfigureAwait(false)) return;
        await RowInsert.InsertAsync(db, [ToRow(node)], cancellationToken).ConfigureAwait(false);
    }

    public static async Task<bool> UpdateNodeAsync(this DbContext db, NodeRow node, CancellationToken cancellationToken) =>
        await db.Set<NodeRow>().IgnoreQueryFilters().Where(row => row.Id == node.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Beat, node.Beat).SetProperty(row => row.SeenAt, node.SeenAt).SetProperty(row => row.Tasks, node.Tasks),
            cancellationToken).ConfigureAwait(false) == 1;

    public static async Task<bool> RemoveNodeAsync(this DbContext db, Guid id, long? beat, CancellationToken cancellationToken) =>
        await db.Set<NodeRow>().IgnoreQueryFilters().Where(row => row.Id == id && (beat == null || row.Beat == beat))
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1;

    private static NodeRow ToRow(Node node) => new()
    {
        Id = node.Id,
        Identity = RowWriting.Cut(node.Identity, RunTables.OwnerLength)!,
        Name = RowWriting.Cut(node.Name, RunTables.PersonLength)!,
        Build = RowWriting.Cut(node.Build, RunTables.BuildLength)!,
        Tasks = JsonSerializer.Serialize(node.Tasks.ToDictionary(
            task => task, task => new[] { node.ParameterHashes.GetValueOrDefault(task), node.TaskBuilds.GetValueOrDefault(task) })),
        Beat = node.Beat,
        StartedAt = node.StartedAt,
        SeenAt = node.SeenAt,
    };

    private static Node ToNode(NodeRow row)
    {
        var tasks = JsonSerializer.Deserialize<Dictionary<string, string?[]>>(row.Tasks)!;
        return new Node
        {
            Id = row.Id,
            Identity = row.Identity,
            Name = row.Name,
            Build = row.Build,
            Tasks = [.. tasks.Keys],
            ParameterHashes = Known(0),
            TaskBuilds = Known(1),
            Beat = row.Beat,
            StartedAt = row.StartedAt,
            SeenAt = row.SeenAt,
        };

        Dictionary<string, string> Known(int index) => tasks.Where(task => task.Value[index] is not null).ToDictionary(task => task.Key, task => task.Value[index]!);
    }
}
