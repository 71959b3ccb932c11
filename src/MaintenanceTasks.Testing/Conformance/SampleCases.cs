namespace MaintenanceTasks.Testing;

internal static class SampleCases
{
    public static async Task Samples_are_read_in_order_of_run_and_time(StoreBench bench)
    {
        var one = await bench.CreateAsync();
        var two = await bench.CreateAsync();
        RunSample[] samples =
        [
            new(one.Id, bench.Now, 0), new(one.Id, bench.Now.AddSeconds(1), 10, RunSampleMark.Held), new(one.Id, bench.Now.AddSeconds(9), 12),
            new(two.Id, bench.Now.AddSeconds(-1), long.MaxValue, RunSampleMark.Interrupted),
        ];
        foreach (var sample in samples.Reverse()) await bench.Store.SampleAsync(sample, [], CancellationToken.None);

        Expect.Same(samples, await ReadAsync(bench, [two.Id, one.Id, 4711]));
        Expect.Same(samples[..3], await ReadAsync(bench, [one.Id]));
        Expect.Same(samples[1..3], await ReadAsync(bench, [one.Id, two.Id], bench.Now.AddSeconds(1)));
        Expect.Equal(0, (await ReadAsync(bench, [])).Count);
    }

    public static async Task A_sample_takes_the_place_of_one_of_the_same_moment(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        await bench.Store.SampleAsync(new RunSample(run.Id, bench.Now, 1), [], CancellationToken.None);
        RunSample second = new(run.Id, bench.Now, 2, RunSampleMark.Paused);
        await bench.Store.SampleAsync(second, [], CancellationToken.None);
        Expect.Same([second], await ReadAsync(bench, [run.Id]));
    }

    public static async Task Samples_are_given_up_with_the_next_one_of_their_run_alone(StoreBench bench)
    {
        var run = await bench.CreateAsync();
        var other = await bench.CreateAsync();
        for (var second = 0; second < RunSample.Most; second++)
        {
            await bench.Store.SampleAsync(new RunSample(run.Id, bench.Now.AddSeconds(second), second), [], CancellationToken.None);
        }

        await bench.Store.SampleAsync(new RunSample(other.Id, bench.Now, 7), [], CancellationToken.None);
        DateTime[] dropped = [.. Enumerable.Range(0, RunSample.Most - 2).Select(second => bench.Now.AddSeconds(second))];
        await bench.Store.SampleAsync(new RunSample(run.Id, bench.Now.AddHours(1), 1000), dropped, CancellationToken.None);

        Expect.Same([298L, 299L, 1000L], (await ReadAsync(bench, [run.Id])).Select(sample => sample.Ticks));
        Expect.Same([7L], (await ReadAsync(bench, [other.Id])).Select(sample => sample.Ticks));
    }

    private static Task<IReadOnlyList<RunSample>> ReadAsync(StoreBench bench, IReadOnlyCollection<long> runs, DateTime? since = null) =>
        bench.Store.SamplesAsync(runs, since, CancellationToken.None);
}
