using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MaintenanceTasks;

/// <summary>The activities and meters of the engine, both named <c>MaintenanceTasks</c>.</summary>
internal sealed class RunTelemetry : IDisposable
{
    public const string Name = "MaintenanceTasks";
    private readonly ActivitySource _activities = new(Name);
    private readonly Meter _meter;
    private readonly Counter<long> _statuses;
    private readonly Counter<long> _ticks;
    private readonly Histogram<double> _slices;

    public RunTelemetry(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _statuses = _meter.CreateCounter<long>("maintenance_tasks.run.transitions", "{transition}", "Status changes of runs, by task and new status.");
        _ticks = _meter.CreateCounter<long>("maintenance_tasks.run.ticks", "{item}", "Items done, by task.");
        _slices = _meter.CreateHistogram<double>("maintenance_tasks.slice.duration", "s", "Time slices took, by task and outcome.");
    }

    /// <summary>Begins the activity of a slice; null when nobody listens.</summary>
    public Activity? BeginSlice(Run run, Partition partition)
    {
        var activity = _activities.StartActivity("maintenance_tasks.slice");
        activity?.SetTag("maintenance_tasks.task", run.Task);
        activity?.SetTag("maintenance_tasks.run", run.Id);
        activity?.SetTag("maintenance_tasks.partition", partition.Number);
        activity?.SetTag("maintenance_tasks.epoch", partition.Epoch);
        return activity;
    }

    public void EndSlice(Activity? activity, Run run, SliceOutcome outcome, TimeSpan took)
    {
        var word = outcome.GetType().Name;
        _slices.Record(took.TotalSeconds, new("task", run.Task), new("outcome", word));
        activity?.SetTag("maintenance_tasks.outcome", word);
        if (outcome is not SliceOutcome.Failed failed) return;
        activity?.SetStatus(ActivityStatusCode.Error, failed.Exception.Message);
        activity?.AddException(failed.Exception);
    }

    public void Count(Run run, RunStatus status) => _statuses.Add(1, new("task", run.Task), new("status", status.Word()));

    public void Ticked(Run run, long ticks) => _ticks.Add(ticks, new KeyValuePair<string, object?>("task", run.Task));

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }
}
