namespace MaintenanceTasks.Testing;

internal static class CheckpointCases
{
    public static async Task A_checkpoint_moves_cursor_ticks_and_time_and_is_a_beat(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var before = await bench.PartitionAsync(lease.RunId);
        bench.Now = bench.Now.AddSeconds(1);
        var checkpoint = bench.Checkpoint("17", 1, ticks: 5) with { Affected = 4, Vanished = 1 };
        Expect.True(await bench.Store.CheckpointAsync(lease, checkpoint, CancellationToken.None));
        var expected = before with
        {
            Cursor = "17",
            Ticks = 5,
            Affected = 4,
            Vanished = 1,
            TimeRunning = TimeSpan.FromMilliseconds(250),
            CheckpointSeq = 1,
            Beat = before.Beat + 1,
            Attempts = 0,
            MovedAt = bench.Now,
        };
        Expect.Equal(expected, await bench.PartitionAsync(lease.RunId));
    }

    public static async Task Checkpoints_add_up(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        for (var seq = 1; seq <= 3; seq++) Expect.True(await bench.CheckpointAsync(lease, $"{seq}", seq, ticks: 10));
        var partition = await bench.PartitionAsync(lease.RunId);
        Expect.Equal(30L, partition.Ticks);
        Expect.Equal("3", partition.Cursor);
        Expect.Equal(TimeSpan.FromMilliseconds(750), partition.TimeRunning);
    }

    public static async Task A_checkpoint_written_twice_counts_once(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        var skipped = new FailedItem("3", "no title");
        Expect.True(await bench.CheckpointAsync(lease, "5", 1, 5, skipped));
        Expect.True(await bench.CheckpointAsync(lease, "5", 1, 5, skipped));
        var partition = await bench.PartitionAsync(lease.RunId);
        Expect.Equal(5L, partition.Ticks);
        Expect.Equal(1L, partition.Skipped);
        Expect.Equal(1L, partition.CheckpointSeq);
        Expect.Equal(1, (await bench.Store.FailedItemsAsync(lease.RunId, 10, CancellationToken.None)).Count);
    }

    public static async Task A_checkpoint_after_a_rescue_is_fenced(StoreBench bench)
    {
        var lost = await bench.StartAsync();
        await bench.CheckpointAsync(lost, "1", 1);
        await bench.RescueAsync(await bench.PartitionAsync(lost.RunId));
        Expect.False(await bench.CheckpointAsync(lost, "2", 2), "a checkpoint after the rescue");
        var next = await bench.ClaimAsync(lost.RunId);
        Expect.False(await bench.CheckpointAsync(lost, "2", 2, 1, new FailedItem("2", "late")), "a checkpoint after the next claim");
        Expect.True(await bench.CheckpointAsync(next, "3", 2), "a checkpoint of the next holder");
        var partition = await bench.PartitionAsync(lost.RunId);
        Expect.Equal("3", partition.Cursor);
        Expect.Equal(2L, partition.Ticks);
        Expect.Equal(0, (await bench.Store.FailedItemsAsync(lost.RunId, 10, CancellationToken.None)).Count);
    }

    public static async Task A_checkpoint_after_the_own_release_is_fenced(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.ReleaseAsync(lease);
        Expect.False(await bench.CheckpointAsync(lease, "1", 1));
        Expect.Null((await bench.PartitionAsync(lease.RunId)).Cursor);
    }

    public static async Task A_checkpoint_of_a_run_that_is_gone_is_fenced(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        Expect.False(await bench.CheckpointAsync(lease with { RunId = lease.RunId + 4711 }, "1", 1));
    }

    public static async Task Checkpoints_are_still_taken_while_the_run_is_pausing_or_cancelling(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await bench.PauseAsync(lease.RunId);
        Expect.True(await bench.CheckpointAsync(lease, "1", 1));
        await bench.CancelAsync(lease.RunId);
        Expect.True(await bench.CheckpointAsync(lease, "2", 2));
        Expect.Equal("2", (await bench.PartitionAsync(lease.RunId)).Cursor);
    }

    public static async Task Skipped_items_are_kept_with_the_checkpoint_in_order(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        FailedItem[] skipped = [new("9", "no title"), new("2", "no author"), new("5", "no title")];
        await bench.CheckpointAsync(lease, "9", 1, 9, skipped[0], skipped[1]);
        await bench.CheckpointAsync(lease, "12", 2, 3, skipped[2]);
        Expect.Same(skipped, await bench.Store.FailedItemsAsync(lease.RunId, 10, CancellationToken.None));
        Expect.Same(skipped.Take(2), await bench.Store.FailedItemsAsync(lease.RunId, 2, CancellationToken.None));
        var partition = await bench.PartitionAsync(lease.RunId);
        Expect.Equal(3L, partition.Skipped);
        Expect.Equal(12L, partition.Ticks);
    }

    public static async Task A_checkpoint_with_a_cancelled_token_is_not_written(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await Expect.ThrowsAsync<OperationCanceledException>(
            () => bench.Store.CheckpointAsync(lease, bench.Checkpoint("1", 1), new CancellationToken(canceled: true)));
        Expect.Null((await bench.PartitionAsync(lease.RunId)).Cursor);
    }

    public static async Task Checkpoints_and_control_writes_at_once_lose_nothing(StoreBench bench)
    {
        var lease = await bench.StartAsync();
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var seq = 1; seq <= 40; seq++) Expect.True(await bench.CheckpointAsync(lease, $"{seq}", seq));
            }),
            Task.Run(async () =>
            {
                for (var number = 1; number <= 40; number++) Expect.NotNull(await bench.NoteAsync(lease.RunId, $"note {number}"));
            }),
            Task.Run(() =>
            {
                for (var number = 1; number <= 40; number++) Expect.Equal(1, bench.Store.Beat([lease]).Count);
            }));
        var (run, partitions) = await bench.StateAsync(lease.RunId);
        Expect.Equal(40L, run.Ticks);
        Expect.Equal("40", partitions.Single().Cursor);
        Expect.Equal(80L, partitions.Single().Beat);
        Expect.Same(Enumerable.Range(1, (int)run.LastEvent).Select(number => (long)number), (await bench.EventsAsync(run.Id)).Select(happened => happened.Number));
    }
}
