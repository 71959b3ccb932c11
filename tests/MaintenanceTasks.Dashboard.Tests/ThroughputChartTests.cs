namespace MaintenanceTasks.Dashboard.Tests;

public sealed class ThroughputChartTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_run_that_has_hardly_begun_has_no_chart()
    {
        Assert.Null(Of([]));
        Assert.Null(Of([At(1, 10)]));
        Assert.Null(ThroughputChart.Of(Run(0) with { StartedAt = null }, [At(0, 0), At(1, 1), At(2, 2)], Start));
    }

    [Fact]
    public void The_top_is_the_highest_speed_and_the_line_spans_the_run()
    {
        var chart = Of([At(0, 0), At(10, 100), At(20, 400)])!;
        Assert.Equal(30, chart.Highest);
        Assert.Equal((Start, Start.AddSeconds(20)), (chart.From, chart.To));
        Assert.Equal(["M0 68.7L250 68.7L750 6L1000 6"], chart.Lines);
        Assert.Empty(chart.Bands);
    }

    [Fact]
    public void A_time_in_which_it_was_stopped_is_a_band_and_no_slow_work()
    {
        var chart = Of([At(0, 0), At(10, 100, RunSampleMark.Held), At(60, 100), At(70, 200), At(80, 300, RunSampleMark.Interrupted), At(100, 300)])!;
        Assert.Equal(10, chart.Highest);
        Assert.Equal(2, chart.Lines.Count);
        Assert.Equal([("held", "100", "500"), ("interrupted", "800", "200")], chart.Bands.Select(band => (band.Word, band.X, band.Width)));
        Assert.Contains("held for 50 s", chart.Bands[0].Title, StringComparison.Ordinal);
        Assert.Contains("1 × held, 1 × interrupted", chart.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_held_now_is_held_until_now()
    {
        var chart = ThroughputChart.Of(Run(100) with { Status = RunStatus.Interrupted }, [At(0, 0), At(10, 100, RunSampleMark.Held)], Start.AddSeconds(30))!;
        Assert.Equal(("held", Start.AddSeconds(30)), (Assert.Single(chart.Bands).Word, chart.To));
    }

    [Fact]
    public void Work_that_does_nothing_is_a_line_on_the_ground()
    {
        var chart = Of([At(0, 5), At(10, 5), At(20, 5)])!;
        Assert.Equal(0, chart.Highest);
        Assert.All(chart.Lines, line => Assert.EndsWith("1000 100", line, StringComparison.Ordinal));
    }

    private static ThroughputChart? Of(RunSample[] samples) => ThroughputChart.Of(Run(samples.LastOrDefault()?.Ticks ?? 0), samples, samples.LastOrDefault()?.At ?? Start);

    private static RunSample At(double second, long ticks, RunSampleMark? mark = null) => new(1, Start.AddSeconds(second), ticks, mark);

    private static Run Run(long ticks) => new()
    {
        Id = 1,
        Task = "T",
        Status = RunStatus.Running,
        Token = Guid.Empty,
        CreatedAt = Start,
        StartedAt = Start,
        Ticks = ticks,
    };
}
