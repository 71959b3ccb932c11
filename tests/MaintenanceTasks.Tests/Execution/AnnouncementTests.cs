using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What a listener is told comes with the run as it is at that moment.</summary>
public sealed class AnnouncementTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly Listening _listening = new();
    private readonly Watch _watch = new();

    [Fact]
    [Ancestor("C022")]
    public async Task A_new_run_is_enqueued_and_told_with_everything_said_at_its_start()
    {
        await using var bench = Bench();
        var run = await StartAsync(bench);
        var (told, happened) = Assert.Single(_listening.Heard);
        Assert.Equal((RunEventKind.Status, (RunStatus?)RunStatus.Enqueued), (happened.Kind, happened.To));
        IsToldAs(run, told);
        Assert.Equal((RunStatus.Enqueued, null, null), (told.Status, told.StartedAt, told.EndedAt));
    }

    [Theory]
    [InlineData(RunStatus.Succeeded, 4)]
    [InlineData(RunStatus.Errored, 2)]
    [InlineData(RunStatus.Cancelled, 2)]
    [InlineData(RunStatus.Paused, 2)]
    [Ancestor("C056", "C057", "C058", "C064")]
    [Avoids("Q12")]
    public async Task An_end_or_a_pause_is_told_with_the_time_worked_and_the_items_done(RunStatus status, int items)
    {
        await using var bench = Bench(options => options.MaxSliceDuration = TimeSpan.FromSeconds(status is RunStatus.Cancelled or RunStatus.Paused ? 2 : 60));
        bench.Script.Before = _ =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        if (status == RunStatus.Errored) bench.Script.On(2, _ => throw new InvalidOperationException("no title"));
        var run = await StartAsync(bench);
        var began = bench.Now;

        await bench.PerformSliceAsync(beforeItsEnd: found => bench.AskForAsync(found.Id, status));

        var (told, _) = Assert.Single(_listening.Heard, heard => heard.Event.To == status);
        IsToldAs(run, told);
        Assert.Equal((status, (long)items, TimeSpan.FromSeconds(items)), (told.Status, told.Ticks, told.TimeRunning));
        Assert.Equal((began, status == RunStatus.Paused ? null : bench.Now), (told.StartedAt, told.EndedAt));
        if (status != RunStatus.Errored) return;
        Assert.Equal(("System.InvalidOperationException", "Item 2: no title", "2"), (told.Error!.Type, told.Error.Message, told.Error.Item));
        Assert.Contains(nameof(AnnouncementTests), told.Error.StackTrace);
    }

    [Fact]
    [Ancestor("C130")]
    [Ancestor("C132", Better = "the count is the one at the error, not the one when the work began")]
    [Avoids("Q12")]
    public async Task A_failed_item_is_told_with_the_items_done_before_it()
    {
        await using var bench = Bench();
        _watch.On = what => what switch
        {
            "item 1" => throw new FormatException("no date"),
            "item 3" => throw new InvalidOperationException("no title"),
            _ => Task.CompletedTask,
        };
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(
            [(run.Id, nameof(Watched), "1", 1L, true), (run.Id, nameof(Watched), "3", 3L, false)],
            _listening.Failed.Select(told => (told.Run.Id, told.Run.Task, told.Item, told.Run.Ticks, told.Continues)));
    }

    [Fact]
    [Ancestor("C131")]
    public async Task A_listener_that_throws_on_a_failed_item_changes_neither_error_nor_count()
    {
        await using var bench = Bench();
        _listening.LookAtFailed = _ => throw new InvalidOperationException("no chat");
        bench.Script.On(2, _ => throw new InvalidOperationException("no title"));
        var run = await StartAsync(bench);

        await bench.PerformSliceAsync();

        var errored = await bench.RunAsync(run.Id);
        Assert.Equal((RunStatus.Errored, 2L, "Item 2: no title"), (errored.Status, errored.Ticks, errored.Error?.Message));
        Assert.Single(_listening.Failed);
    }

    private static void IsToldAs(Run run, Run told) => Assert.Equal(
        (run.Id, run.Token, nameof(Scripted), "4", "17", "ada"),
        (told.Id, told.Token, told.Task, told.Arguments["Count"], told.Metadata["ticket"], told.StartedBy));

    private static Task<Run> StartAsync(WorkBench bench) => bench.Runner.StartAsync<Scripted>(
        task => task.Count = 4, new StartOptions { StartedBy = "ada", Metadata = new Dictionary<string, string> { ["ticket"] = "17" } });

    private WorkBench Bench(Action<MaintenanceTasksOptions>? configure = null) => new(
        configure, _time, services => services.AddSingleton(_watch).AddSingleton<IRunListener>(_listening), tasks => tasks.AddTask<Watched>());
}
