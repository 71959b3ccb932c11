namespace MaintenanceTasks.Dashboard.Tests;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(12_345, 200_000L, TotalKind.Counted, RunStatus.Running, "12,345 of 200,000 items (6 %)")]
    [InlineData(199_999, 200_000L, TotalKind.Counted, RunStatus.Running, "199,999 of 200,000 items (99 %)")]
    [InlineData(50, 200L, TotalKind.Estimated, RunStatus.Running, "50 of about 200 items (about 25 %)")]
    [InlineData(50, null, TotalKind.Unknown, RunStatus.Running, "50 items so far; the total is not known")]
    [InlineData(210, 200L, TotalKind.Counted, RunStatus.Running, "210 items, 10 more than the 200 counted at the start")]
    [InlineData(0, 0L, TotalKind.Counted, RunStatus.Running, "0 of 0 items")]
    [InlineData(200, 200L, TotalKind.Counted, RunStatus.Succeeded, "200 items")]
    [InlineData(190, 200L, TotalKind.Counted, RunStatus.Succeeded, "190 items; 200 counted at the start")]
    [InlineData(1, null, TotalKind.Unknown, RunStatus.Succeeded, "1 item")]
    public void It_claims_no_more_than_is_known(long ticks, long? total, TotalKind kind, RunStatus status, string expected)
    {
        var progress = new Progress(Run(ticks, total, kind, status));
        Assert.Equal(expected, progress.Text);
        Assert.True(progress.Max is null || progress.Value <= progress.Max, $"{progress.Value} of {progress.Max}");
    }

    [Fact]
    public void Rate_and_time_left_come_from_the_partitions_that_work()
    {
        Partition[] partitions =
        [
            new() { RunId = 1, Number = 0, Ticks = 100, TimeRunning = TimeSpan.FromSeconds(10), Owner = "a" },
            new() { RunId = 1, Number = 1, Ticks = 300, TimeRunning = TimeSpan.FromSeconds(10), Owner = "b" },
            new() { RunId = 1, Number = 2, Ticks = 900, TimeRunning = TimeSpan.FromSeconds(10), Done = true },
        ];
        var progress = new Progress(Run(1300, 3700, TotalKind.Counted, RunStatus.Running), partitions);
        Assert.Equal("40 items a second", progress.Rate);
        Assert.Equal("about 1 min 0 s left", progress.Left);
    }

    private static Run Run(long ticks, long? total, TotalKind kind, RunStatus status) => new()
    {
        Id = 1,
        Task = "T",
        Status = status,
        Token = Guid.Empty,
        CreatedAt = default,
        Ticks = ticks,
        Total = total,
        TotalKind = kind,
    };
}
