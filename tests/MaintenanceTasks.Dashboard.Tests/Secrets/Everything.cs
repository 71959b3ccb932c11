using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Hears all an application says of its runs: logs of every level with their scopes, listeners, activities.</summary>
internal sealed class Everything : ILoggerProvider, IRunListener
{
    private readonly ActivityListener _activities;

    public Everything()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Heard.Enqueue(("activity", Text(activity))),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public ConcurrentQueue<(string Where, string What)> Heard { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Lines(this, categoryName);

    public Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
    {
        Heard.Enqueue(("listener", $"{run} {Text(run.Arguments)} {run.Error} {happened}"));
        return Task.CompletedTask;
    }

    public Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken)
    {
        Heard.Enqueue(("listener", $"{run} {Text(run.Arguments)} {item} {exception} {exception.Message} {exception.StackTrace} {exception.InnerException}"));
        return Task.CompletedTask;
    }

    public void Dispose() => _activities.Dispose();

    private static string Text(Activity activity) =>
        $"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {Text(activity.Baggage)} "
        + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {Text(happened.Tags)}"));

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>> pairs) => string.Join(' ', pairs);

    private sealed class Lines(Everything all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            all.Heard.Enqueue(("log scope", $"{category} {state} {(state is IEnumerable<KeyValuePair<string, object>> pairs ? Text(pairs) : "")}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Heard.Enqueue((
                $"log {logLevel}",
                $"{category} {formatter(state, exception)} {(state is IEnumerable<KeyValuePair<string, object?>> pairs ? Text(pairs) : "")} {exception}"));
    }
}
