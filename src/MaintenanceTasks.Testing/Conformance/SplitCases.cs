namespace MaintenanceTasks.Testing;

internal static class SplitCases
{
    public static async Task A_split_adds_free_partitions_that_can_be_claimed_and_narrows_the_range_of_its_holder(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { Parallelism = 3 });
        await bench.CheckpointAsync(lease, "5", 1);
        var state = Expect.NotNull(await bench.SplitAsync(lease, null, "10", "20"), "the state after a split");

        Expect.Equal(3, state.Run.Parallelism);
        Expect.Same([(0, null, "10", "5"), (1, "10", "20", null), (2, "20", null, (string?)null)], state.Partitions.Select(partition => (partition.Number, partition.Low, partition.High, partition.Cursor)));
        Expect.Equal(lease.Owner, state.Partitions[0].Owner);
        Expect.Equal(2, (await bench.ClaimableAsync()).Length);
        Expect.Equal(true, await bench.CheckpointAsync(lease, "6", 2));
    }

    public static async Task The_last_partition_to_finish_ends_the_run(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { Parallelism = 2 });
        await bench.SplitAsync(lease, null, "10");
        var other = await bench.ClaimAsync(lease.RunId, partition: 1);
        Expect.Equal(RunStatus.Running, (await bench.FinishAsync(lease))!.Run.Status);
        Expect.Equal(RunStatus.Succeeded, (await bench.FinishAsync(other))!.Run.Status);
    }

    public static async Task A_fenced_holder_cannot_split(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { Parallelism = 2 });
        await bench.RescueAsync(await bench.PartitionAsync(lease.RunId));
        Expect.Null(await bench.SplitAsync(lease, null, "10"));
        Expect.Equal(1, (await bench.StateAsync(lease.RunId)).Partitions.Count);
    }

    public static async Task Progress_is_the_sum_over_the_partitions(StoreBench bench)
    {
        var lease = await bench.StartAsync(bench.NewRun() with { Parallelism = 2 });
        await bench.CheckpointAsync(lease, "3", 1, ticks: 3);
        await bench.SplitAsync(lease, null, "10");
        var other = await bench.ClaimAsync(lease.RunId, partition: 1);
        await bench.CheckpointAsync(other, "14", 1, ticks: 4);
        Expect.Equal(7L, (await bench.RunAsync(lease.RunId)).Ticks);
    }
}
