using System.Diagnostics;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>The activities of slices. Other tests run beside this one, so only those of one task are looked at.</summary>
internal sealed class Activities : IDisposable
{
    private readonly List<Activity> _ended = [];
    private readonly ActivityListener _listener;

    public Activities(string task)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MaintenanceTasks",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (!Equals(activity.GetTagItem("maintenance_tasks.task"), task)) return;
                lock (_ended) _ended.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Ended
    {
        get
        {
            lock (_ended) return [.. _ended];
        }
    }

    public static string? OutcomeOf(Activity activity) => (string?)activity.GetTagItem("maintenance_tasks.outcome");

    public void Dispose() => _listener.Dispose();
}
