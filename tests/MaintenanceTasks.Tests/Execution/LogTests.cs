using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What an operator reads in the log of the application.</summary>
public sealed class LogTests
{
    private readonly Logs _logs = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [Ancestor("C320")]
    public async Task The_end_of_the_work_is_logged_also_when_there_was_nothing_to_do(int count)
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>(task => task.Count = count);

        await bench.PerformSliceAsync();

        Assert.Contains($"Information: A slice of run {run.Id}, partition 0, ended: Completed.", _logs.Lines);
    }

    [Fact]
    [Ancestor("C320")]
    public async Task An_interruption_is_logged_and_kept_with_its_reason()
    {
        await using var bench = Bench();
        bench.Script.Before = _ =>
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            return Task.CompletedTask;
        };
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        Assert.Contains($"Information: A slice of run {run.Id}, partition 0, ended: TimeLimit.", _logs.Lines);
        Assert.Contains(await bench.Runner.EventsAsync(run.Id), happened => happened is { Kind: RunEventKind.Released, Text: "the slice's time is up" });
    }

    [Fact]
    [Ancestor("C320")]
    public async Task An_error_is_logged_with_run_and_item()
    {
        await using var bench = Bench();
        bench.Script.On(3, _ => throw new InvalidOperationException("no title"));
        var run = await bench.Runner.StartAsync<Scripted>();

        await bench.PerformSliceAsync();

        Assert.Contains($"Error: Run {run.Id} failed at item 3. no title", _logs.Lines);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_lease_that_was_lost_unnoticed_is_logged_when_the_end_of_the_slice_is_refused(int count)
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>(task => task.Count = count);

        await bench.PerformSliceAsync(beforeItsEnd: _ => bench.RescueAsync(run.Id));

        Assert.Contains(
            $"Warning: Lost the lease on partition 0 of run {run.Id}: what this worker still wanted to write was refused.", _logs.Lines);
    }

    [Fact]
    public async Task A_lease_that_was_lost_unnoticed_is_logged_when_a_page_is_refused()
    {
        await using var bench = Bench();
        var run = await bench.Runner.StartAsync<Scripted>();
        bench.Script.On(2, (_, _) => bench.RescueAsync(run.Id));

        Assert.IsType<SliceOutcome.LeaseLost>(await bench.PerformSliceAsync());

        Assert.Single(_logs.Lines, line => line.StartsWith("Warning: Lost the lease", StringComparison.Ordinal));
    }

    private WorkBench Bench() => new(time: _time, add: _logs.AddTo);
}
