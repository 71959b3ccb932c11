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
    public async Task Every_listener_hears_every_event_after_it_is_durable()
    {
        await using var bench = Bench();
        _first.Look = async (run, happened) =>
            Assert.Contains(await bench.Runner.EventsAsync(run.Id), stored => stored.Number == happened.Number);
        var run = await bench.Runner.StartAsync<Watched>();

        await bench.PerformSliceAsync();

        var stored = (await bench.Runner.EventsAsync(run.Id)).Select(happened => happened.Number);
        Assert.Equal(stored, _first.Heard.Select(happened => happened.Number));
        Assert.Equal(stored, _second.Heard.Select(happened => happened.Number));
    }

    [Fact]
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

        Assert.Equal([("1", "no date", true), ("2", "no title", false)], _first.Failed);
    }

    [Fact]
    public async Task Slices_are_activities_and_transitions_and_ticks_are_counted()
    {
        var activities = new List<Activity>();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MaintenanceTasks",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities) activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(activityListener);
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

        // Other tests run beside this one: only this run's measurements are looked at.
        Activity[] own = [.. activities.Where(activity => Equals(activity.GetTagItem("maintenance_tasks.task"), nameof(Watched)))];
        Assert.Contains(own, activity => Equals(activity.GetTagItem("maintenance_tasks.outcome"), "Completed"));
        Assert.Contains(counted, entry => entry is { Instrument: "maintenance_tasks.run.ticks", Value: 4, Task: nameof(Watched) });
        Assert.Contains(counted, entry => entry is { Instrument: "maintenance_tasks.run.transitions", Task: nameof(Watched) });
    }

    private WorkBench Bench() => new(
        add: services => services.AddSingleton(_watch).AddSingleton<IRunListener>(_first).AddSingleton<IRunListener>(_second),
        tasks: tasks => tasks.AddTask<Watched>());

    private sealed class Listening : IRunListener
    {
        public List<RunEvent> Heard { get; } = [];

        public List<(string Item, string Message, bool Continues)> Failed { get; } = [];

        public Func<Run, RunEvent, Task> Look { get; set; } = (_, _) => Task.CompletedTask;

        public async Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
        {
            await Look(run, happened);
            Heard.Add(happened);
        }

        public Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken)
        {
            Failed.Add((item, exception.Message, continues));
            return Task.CompletedTask;
        }
    }
}
