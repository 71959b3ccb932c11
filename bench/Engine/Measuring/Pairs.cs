namespace Bench.Measuring;

/// <summary>Two ways to do the same work, measured in turn after a warm-up, so that whatever the machine does meets both.</summary>
internal static class Pairs
{
    public static async Task<Ratio> MeasureAsync(int pairs, int items, Func<Task> tidy, Func<Task<TimeSpan>> engine, Func<Task<TimeSpan>> loop)
    {
        await engine();
        await loop();
        List<Sample> samples = [];
        for (var pair = 0; pair < pairs; pair++)
        {
            // Who comes second finds warmer caches.
            var (first, second) = pair % 2 == 0 ? (engine, loop) : (loop, engine);
            await tidy();
            var one = await SampleAsync(first);
            await tidy();
            var two = await SampleAsync(second);
            var (ours, theirs) = pair % 2 == 0 ? (one, two) : (two, one);
            samples.Add(new Sample(ours.Took.TotalMicroseconds / items, theirs.Took.TotalMicroseconds / items, (double)ours.Bytes / items, (double)theirs.Bytes / items));
        }

        return new Ratio(samples);
    }

    private static async Task<(TimeSpan Took, long Bytes)> SampleAsync(Func<Task<TimeSpan>> work)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var took = await work();
        return (took, GC.GetTotalAllocatedBytes(precise: true) - before);
    }
}
