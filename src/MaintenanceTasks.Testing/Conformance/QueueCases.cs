namespace MaintenanceTasks.Testing;

internal static class QueueCases
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    public static async Task A_ring_wakes_a_worker_that_waits(Action<MaintenanceTasksBuilder> useQueue)
    {
        await using var bench = await QueueBench.StartAsync(useQueue, Never);
        for (var number = 0; number < 3; number++)
        {
            var run = await bench.Runner.StartAsync<QueueTask>();
            await bench.SucceedsAsync(run.Id);
        }

        Expect.Same(QueueTask.Numbers.SelectMany(item => Enumerable.Repeat(item, 3)), bench.Processed.Order());
    }

    public static async Task Repeated_rings_are_harmless(Action<MaintenanceTasksBuilder> useQueue)
    {
        await using var bench = await QueueBench.StartAsync(useQueue, Never);
        var run = await bench.CreateSilentlyAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.Queue.RingAsync(run.Id, TimeSpan.Zero, CancellationToken.None)));
        await bench.SucceedsAsync(run.Id);
        await bench.Queue.RingAsync(run.Id, TimeSpan.Zero, CancellationToken.None);
        var next = await bench.Runner.StartAsync<QueueTask>();
        await bench.SucceedsAsync(next.Id);
        Expect.Same(QueueTask.Numbers.SelectMany(item => Enumerable.Repeat(item, 2)), bench.Processed.Order());
    }

    public static async Task A_ring_for_a_run_that_does_not_exist_is_harmless(Action<MaintenanceTasksBuilder> useQueue)
    {
        await using var bench = await QueueBench.StartAsync(useQueue, Never);
        await bench.Queue.RingAsync(4711, TimeSpan.Zero, CancellationToken.None);
        await bench.SucceedsAsync((await bench.Runner.StartAsync<QueueTask>()).Id);
        Expect.Same(QueueTask.Numbers, bench.Processed.Order());
    }

    public static async Task A_lost_ring_only_delays(Action<MaintenanceTasksBuilder> useQueue)
    {
        await using var bench = await QueueBench.StartAsync(useQueue, TimeSpan.FromMilliseconds(20));
        var run = await bench.CreateSilentlyAsync();
        await bench.SucceedsAsync(run.Id);
        Expect.Same(QueueTask.Numbers, bench.Processed.Order());
    }

    public static async Task A_ring_with_a_delay_does_not_keep_its_caller(Action<MaintenanceTasksBuilder> useQueue)
    {
        await using var bench = await QueueBench.StartAsync(useQueue, TimeSpan.FromMilliseconds(20));
        var run = await bench.CreateSilentlyAsync();
        await bench.Queue.RingAsync(run.Id, Never, CancellationToken.None);
        await bench.SucceedsAsync(run.Id);
    }
}
