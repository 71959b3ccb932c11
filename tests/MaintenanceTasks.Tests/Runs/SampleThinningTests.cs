namespace MaintenanceTasks.Tests.Runs;

public sealed class SampleThinningTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Nothing_is_given_up_while_there_is_room()
    {
        RunSample[] samples = [.. Enumerable.Range(0, RunSample.Most - 1).Select(second => new RunSample(1, Start.AddSeconds(second), second))];
        Assert.Empty(SampleThinning.Choose(samples));
        Assert.Empty(SampleThinning.Choose([]));
    }

    [Fact]
    public void A_run_of_three_days_has_at_most_three_hundred_samples_all_the_time_and_they_show_all_of_it()
    {
        List<RunSample> samples = [];
        var most = 0;
        for (var at = Start; at < Start.AddDays(3); at = at.AddSeconds(5))
        {
            var dropped = SampleThinning.Choose(samples);
            samples.RemoveAll(sample => dropped.Contains(sample.At));
            samples.Add(new RunSample(1, at, (long)(at - Start).TotalSeconds));
            most = Math.Max(most, samples.Count);
        }

        Assert.InRange(most, 200, RunSample.Most);
        Assert.Equal(Start, samples[0].At);
        var longest = samples.Zip(samples.Skip(1), (one, next) => next.At - one.At).Max();
        Assert.InRange(longest, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1.5));
        Assert.All(samples.TakeLast(60).Zip(samples.TakeLast(59), (one, next) => next.At - one.At), spacing => Assert.Equal(TimeSpan.FromSeconds(5), spacing));
    }

    [Fact]
    public void What_stopped_the_run_is_given_up_last()
    {
        List<RunSample> samples = [];
        for (var number = 0; number < 20_000; number++)
        {
            var dropped = SampleThinning.Choose(samples);
            samples.RemoveAll(sample => dropped.Contains(sample.At));
            samples.Add(new RunSample(1, Start.AddSeconds(5 * number), number, number % 1000 == 0 ? RunSampleMark.Held : null));
        }

        Assert.Equal(20, samples.Count(sample => sample.Mark is not null));
    }

    [Fact]
    public void A_run_that_is_stopped_again_and_again_does_not_keep_every_stop()
    {
        List<RunSample> samples = [];
        for (var number = 0; number < 5_000; number++)
        {
            var dropped = SampleThinning.Choose(samples);
            samples.RemoveAll(sample => dropped.Contains(sample.At));
            samples.Add(new RunSample(1, Start.AddMinutes(number), number, RunSampleMark.Interrupted));
            Assert.InRange(samples.Count, 1, RunSample.Most);
        }
    }
}
