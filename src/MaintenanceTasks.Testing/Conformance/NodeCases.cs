namespace MaintenanceTasks.Testing;

internal static class NodeCases
{
    public static async Task A_node_is_read_as_it_was_written(StoreBench bench)
    {
        var node = Node(bench) with { Build = "1.2.3 (0a1b2c3d)", Tasks = ["Backfill", "Import ä 雪"], ParameterHashes = new Dictionary<string, string> { ["Backfill"] = "0123456789abcdef" }, TaskBuilds = new Dictionary<string, string> { ["Import ä 雪"] = "00112233445566778899aabbccddeeff" } };
        await bench.Store.WriteNodeAsync(node, CancellationToken.None);
        var read = (await NodesAsync(bench)).Single();
        Expect.Same(node.Tasks, read.Tasks);
        Expect.Same(node.ParameterHashes, read.ParameterHashes);
        Expect.Same(node.TaskBuilds, read.TaskBuilds);
        Expect.Equal(node, read with { Tasks = node.Tasks, ParameterHashes = node.ParameterHashes, TaskBuilds = node.TaskBuilds });
        Expect.Same([DateTimeKind.Utc, DateTimeKind.Utc], [read.StartedAt.Kind, read.SeenAt.Kind]);
    }

    public static async Task A_node_that_is_written_again_is_one_node_in_its_newer_state(StoreBench bench)
    {
        var node = Node(bench);
        await bench.Store.WriteNodeAsync(node, CancellationToken.None);
        var newer = node with { Beat = 2, SeenAt = bench.Now.AddSeconds(20), Tasks = [] };
        await bench.Store.WriteNodeAsync(newer, CancellationToken.None);
        var read = (await NodesAsync(bench)).Single();
        Expect.Equal((2L, newer.SeenAt, node.StartedAt, 0), (read.Beat, read.SeenAt, read.StartedAt, read.Tasks.Count));
    }

    public static async Task A_node_whose_beat_has_moved_on_is_not_removed(StoreBench bench)
    {
        var node = Node(bench);
        await bench.Store.WriteNodeAsync(node with { Beat = 2 }, CancellationToken.None);
        Expect.False(await bench.Store.RemoveNodeAsync(node.Id, 1, CancellationToken.None));
        Expect.Equal(1, (await NodesAsync(bench)).Count);
        Expect.True(await bench.Store.RemoveNodeAsync(node.Id, 2, CancellationToken.None));
        Expect.Equal(0, (await NodesAsync(bench)).Count);
        Expect.False(await bench.Store.RemoveNodeAsync(node.Id, 2, CancellationToken.None));
    }

    public static async Task A_node_that_leaves_is_removed_whatever_its_beat_and_others_stay(StoreBench bench)
    {
        var (one, other) = (Node(bench), Node(bench));
        await bench.Store.WriteNodeAsync(one with { Beat = 7 }, CancellationToken.None);
        await bench.Store.WriteNodeAsync(other, CancellationToken.None);
        Expect.True(await bench.Store.RemoveNodeAsync(one.Id, null, CancellationToken.None));
        Expect.Same([other.Id], (await NodesAsync(bench)).Select(node => node.Id));
    }

    public static async Task A_node_that_was_removed_is_back_when_it_is_written_again(StoreBench bench)
    {
        var node = Node(bench);
        await bench.Store.WriteNodeAsync(node, CancellationToken.None);
        await bench.Store.RemoveNodeAsync(node.Id, 1, CancellationToken.None);
        await bench.Store.WriteNodeAsync(node with { Beat = 2 }, CancellationToken.None);
        Expect.Equal(2L, (await NodesAsync(bench)).Single().Beat);
    }

    private static Node Node(StoreBench bench) => new()
    {
        Id = Guid.NewGuid(),
        Identity = "host-a|boot|pid:[1]|17|99",
        Name = "host-a:17",
        Build = "1.0.0",
        Tasks = [StoreBench.Task],
        Beat = 1,
        StartedAt = bench.Now,
        SeenAt = bench.Now,
    };

    private static Task<IReadOnlyList<Node>> NodesAsync(StoreBench bench) => bench.Store.NodesAsync(CancellationToken.None);
}
