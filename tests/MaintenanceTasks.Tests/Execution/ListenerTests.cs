using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What the application hears of its runs.</summary>
public sealed class ListenerTests
{
    private readonly Watch _watch = new();
    private readonly Listening _first = new();
    private readonly Listening _second = new();

    [Fact]
    [Avoids("Q40")]
    public async Task Every_listener_hears_every_event_after_it_is_durable()
    {
        await using var bench = Bench();
        _first.Look = async (run, happened) =>
            Assert.Contains(await bench.Runner.EventsAsync(run.Id), stored => stored.Number == happened.Number);
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var stored = (await bench.Runner.EventsAsync(run.Id)).Select(happened => happened.Number);
        Assert.Equal(stored, _first.Heard.Select(told => told.Event.Number));
        Assert.Equal(stored, _second.Heard.Select(told => told.Event.Number));
    }

    [Fact]
    [Avoids("Q40")]
    [Survives("F35")]
    public async Task A_listener_that_throws_harms_neither_the_run_nor_the_others()
    {
        await using var bench = Bench();
        _first.Look = (_, _) => throw new InvalidOperationException("no chat");
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(RunStatus.Succeeded, (await bench.RunAsync(run.Id)).Status);
        Assert.NotEmpty(_second.Heard);
    }

    [Fact]
    [Ancestor("C130")]
    [Avoids("Q34")]
    public async Task A_failed_item_is_told_with_its_key_and_whether_the_run_goes_on()
    {
        await using var bench = Bench();
        _watch.On = what => what switch
        {
            "item 1" => throw new FormatException("no date"),
            "item 2" => throw new InvalidOperationException("no title"),
            _ => Task.CompletedTask,
        };
        await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        Assert.Equal(
            [("1", "no date", true), ("2", "no title", false)], _first.Failed.Select(told => (told.Item, told.Message, told.Continues)));
    }

    [Fact]
    [Ancestor("C330", Better = "one activity a slice and counters for items: an activity for each of a million rows would drown the rest")]
    public async Task Slices_are_activities_and_transitions_and_ticks_are_counted()
    {
        using var activities = new Activities(nameof(Watched));
        var counted = new List<(string Instrument, long Value, string? Task)>();
        await using var bench = Bench();
        using var meterListener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MaintenanceTasks") listener.EnableMeasurementEvents(instrument);
            },
        };
        meterListener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            string? task = null;
            foreach (var tag in tags) if (tag.Key == "task") task = (string?)tag.Value;
            lock (counted) counted.Add((instrument.Name, value, task));
        });
        meterListener.Start();
        var run = await bench.Runner.StartAsync<Watched>();
        bench.StartWorker();

        await bench.UntilAsync(run.Id, RunStatus.Succeeded);
        await bench.StopAsync();

        Assert.Contains(activities.Ended, activity => Activities.OutcomeOf(activity) == "Completed");
        // Other tests run beside this one and are counted too.
        (string Instrument, long Value, string? Task)[] entries;
        lock (counted) entries = [.. counted];
        Assert.Contains(entries, entry => entry is { Instrument: "maintenance_tasks.run.ticks", Value: 4, Task: nameof(Watched) });
        Assert.Contains(entries, entry => entry is { Instrument: "maintenance_tasks.run.transitions", Task: nameof(Watched) });
    }

    [Fact]
    [Ancestor("C330", Better = "one activity a slice and counters for items: an activity for each of a million rows would drown the rest")]
    public async Task A_slice_that_fails_is_an_activity_with_the_error()
    {
        using var activities = new Activities(nameof(Watched));
        await using var bench = Bench();
        _watch.On = what => what == "item 2" ? throw new InvalidOperationException("only this run says so") : Task.CompletedTask;
        var run = await bench.Runner.StartAsync<Watched>();
        bench.StartWorker();

        await bench.UntilAsync(run.Id, RunStatus.Errored);
        await bench.StopAsync();

        var failed = Assert.Single(activities.Ended, activity => activity.StatusDescription == "only this run says so");
        Assert.Equal(("Failed", ActivityStatusCode.Error, (object)run.Id), (Activities.OutcomeOf(failed), failed.Status, failed.GetTagItem("maintenance_tasks.run")));
        Assert.Contains(failed.Events, happened => happened.Name == "exception");
    }

    [Fact]
    [Ancestor("C370")]
    public async Task A_slice_that_a_throttle_ends_is_an_activity_with_the_task()
    {
        using var activities = new Activities(nameof(Watched));
        await using var bench = Bench();
        _watch.ReplicaLags = () => true;
        var run = await bench.Runner.StartAsync<Watched>();
        bench.StartWorker();

        await Wait.UntilAsync(async () => (await bench.RunAsync(run.Id)).HeldReason == "the replica lags", "the run is held");
        await bench.StopAsync();

        Assert.Contains(activities.Ended, activity => Activities.OutcomeOf(activity) == "Held");
    }

    private WorkBench Bench() => new(
        add: services => services.AddSingleton(_watch).AddSingleton<IRunListener>(_first).AddSingleton<IRunListener>(_second),
        tasks: tasks => tasks.AddTask<Watched>());
}
