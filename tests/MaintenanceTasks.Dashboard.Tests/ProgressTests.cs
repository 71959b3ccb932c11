namespace MaintenanceTasks.Dashboard.Tests;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(4_000, 7_000L, TotalKind.Counted, RunStatus.Running, "4,000 of 7,000 items (57 %)")]
    [InlineData(12_345, 200_000L, TotalKind.Counted, RunStatus.Running, "12,345 of 200,000 items (6 %)")]
    [InlineData(199_999, 200_000L, TotalKind.Counted, RunStatus.Running, "199,999 of 200,000 items (99 %)")]
    [InlineData(50, 200L, TotalKind.Estimated, RunStatus.Running, "50 of about 200 items (about 25 %)")]
    [InlineData(50, null, TotalKind.Unknown, RunStatus.Running, "50 items so far; the total is not known")]
    [InlineData(210, 200L, TotalKind.Counted, RunStatus.Running, "210 items, 10 more than the 200 counted at the start")]
    [InlineData(0, 0L, TotalKind.Counted, RunStatus.Running, "0 of 0 items")]
    [InlineData(0, 0L, TotalKind.Counted, RunStatus.Succeeded, "0 items")]
    [InlineData(1, 1L, TotalKind.Counted, RunStatus.Running, "1 of 1 item (100 %)")]
    [InlineData(200, 200L, TotalKind.Counted, RunStatus.Succeeded, "200 items")]
    [InlineData(190, 200L, TotalKind.Counted, RunStatus.Succeeded, "190 items; 200 counted at the start")]
    [InlineData(1, null, TotalKind.Unknown, RunStatus.Succeeded, "1 item")]
    [Ancestor("C195", "C198")]
    [Ancestor("C196", Better = "says that the total is not known")]
    [Ancestor("C197", Better = "says how many more than expected")]
    [Avoids("Q27")]
    [Survives("F38")]
    public void It_claims_no_more_than_is_known(long ticks, long? total, TotalKind kind, RunStatus status, string expected)
    {
        var progress = new Progress(Run(ticks, total, kind, status));
        Assert.Equal(expected, progress.Text);
        Assert.True(progress.Max is null || progress.Value <= progress.Max, $"{progress.Value} of {progress.Max}");
    }

    [Theory]
    [InlineData(0, 7_000)]
    [InlineData(4_000, 7_000)]
    [InlineData(7_000, 7_000)]
    [Ancestor("C190", "C193")]
    public void The_bar_is_filled_by_the_count_up_to_the_total(long ticks, long total)
    {
        var progress = new Progress(Run(ticks, total, TotalKind.Counted, RunStatus.Running));
        Assert.Equal(ticks, progress.Value);
        Assert.Equal(total, progress.Max);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(199L)]
    [Ancestor("C191", "C193")]
    [Survives("F38")]
    public void Without_a_total_or_beyond_it_a_running_bar_has_no_value(long? total)
    {
        var progress = new Progress(Run(200, total, TotalKind.Counted, RunStatus.Running));
        Assert.True(progress.IsMoving);
        Assert.Null(progress.Value);
        Assert.Null(progress.Max);
    }

    [Theory]
    [InlineData(RunStatus.Paused)]
    [InlineData(RunStatus.Cancelled)]
    [InlineData(RunStatus.Errored)]
    [Ancestor("C192", "C194", Better = "a run that stopped with an unknown total gets no bar, where a full one would look finished")]
    public void A_run_that_stopped_without_a_total_has_no_bar_that_would_look_finished(RunStatus status)
    {
        foreach (var total in new long?[] { null, 199 })
        {
            var progress = new Progress(Run(200, total, TotalKind.Counted, status));
            Assert.False(progress.IsMoving);
            Assert.Null(progress.Max);
        }
    }

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(0, null)]
    [InlineData(190, 200L)]
    [Avoids("Q49")]
    public void A_run_that_succeeded_has_a_full_bar_whatever_was_counted(long ticks, long? total)
    {
        var progress = new Progress(Run(ticks, total, TotalKind.Counted, RunStatus.Succeeded));
        Assert.Equal(1, progress.Value);
        Assert.Equal(1, progress.Max);
    }

    [Theory]
    [InlineData(200L)]
    [InlineData(100L)]
    [InlineData(null)]
    [Avoids("Q28")]
    public void No_time_is_left_at_or_beyond_the_total(long? total)
    {
        Partition[] partitions = [new() { RunId = 1, Number = 0, Ticks = 200, TimeRunning = TimeSpan.FromSeconds(10), Owner = "a" }];
        var progress = new Progress(Run(200, total, TotalKind.Counted, RunStatus.Running), partitions);
        Assert.Equal("20 items a second", progress.Rate);
        Assert.Null(progress.Left);
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

    [Fact]
    [Ancestor("C053")]
    public void Nine_of_ten_items_in_nine_seconds_leave_a_second() =>
        Assert.Equal("about 1 s left", new Progress(Run(9, 10, TotalKind.Counted, RunStatus.Running), [Worked(9)]).Left);

    [Theory]
    [InlineData(10, 10L, RunStatus.Succeeded)]
    [InlineData(9, 10L, RunStatus.Cancelled)]
    [InlineData(9, 10L, RunStatus.Errored)]
    [InlineData(0, 10L, RunStatus.Running)]
    [InlineData(9, null, RunStatus.Running)]
    [InlineData(9, 0L, RunStatus.Running)]
    [InlineData(12, 10L, RunStatus.Running)]
    [Ancestor("C052")]
    public void No_time_is_left_to_tell_where_it_cannot_be_known(long ticks, long? total, RunStatus status) =>
        Assert.Null(new Progress(Run(ticks, total, total is null ? TotalKind.Unknown : TotalKind.Counted, status), [Worked(ticks)]).Left);

    private static Partition Worked(long ticks) => new() { RunId = 1, Number = 0, Ticks = ticks, TimeRunning = TimeSpan.FromSeconds(9), Owner = "a" };

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
