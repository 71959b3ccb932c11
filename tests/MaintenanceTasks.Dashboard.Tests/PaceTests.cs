namespace MaintenanceTasks.Dashboard.Tests;

public sealed class PaceTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void It_is_that_of_the_last_minute_and_not_of_the_beginning() =>
        Assert.Equal(5, Of([At(0, 0), At(60, 60_000), At(120, 60_300)]));

    [Fact]
    public void A_time_in_which_the_run_was_stopped_does_not_count() =>
        Assert.Equal(10, Of([At(0, 0), At(10, 100, RunSampleMark.Held), At(3610, 100), At(3620, 200)]));

    [Fact]
    public void What_has_moved_since_the_last_sample_counts() =>
        Assert.Equal(20, Pace.Of(Run(400) with { MovedAt = Start.AddSeconds(20) }, [At(0, 0), At(10, 200)]));

    [Fact]
    public void Of_less_than_two_seconds_nothing_is_said()
    {
        Assert.Null(Of([]));
        Assert.Null(Of([At(0, 0)]));
        Assert.Null(Of([At(0, 0), At(1, 1000)]));
        Assert.Null(Of([At(0, 0, RunSampleMark.Paused), At(100, 0)]));
    }

    private static double? Of(RunSample[] samples) => Pace.Of(Run(samples.LastOrDefault()?.Ticks ?? 0), samples);

    private static RunSample At(double second, long ticks, RunSampleMark? mark = null) => new(1, Start.AddSeconds(second), ticks, mark);

    private static Run Run(long ticks) => new() { Id = 1, Task = "T", Status = RunStatus.Running, Token = Guid.Empty, CreatedAt = Start, Ticks = ticks };
}
