using System.Collections.Concurrent;
using MaintenanceTasks;

namespace Bench.Measuring;

/// <summary>How long runs took: from the first claim to the end.</summary>
internal sealed class RunClock : IRunListener
{
    private readonly ConcurrentDictionary<long, DateTime> _claimed = new();
    private readonly ConcurrentDictionary<long, TaskCompletionSource<TimeSpan>> _ended = new();

    public Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Kind == RunEventKind.Claimed) _claimed.TryAdd(run.Id, happened.At);
        if (happened.To == RunStatus.Errored) Ended(run.Id).TrySetException(new InvalidOperationException($"Run {run.Id} of {run.Task}: {run.Error?.Message}"));
        if (happened.To is RunStatus.Succeeded or RunStatus.Paused or RunStatus.Cancelled) Ended(run.Id).TrySetResult(happened.At - _claimed[run.Id]);
        return Task.CompletedTask;
    }

    public Task<TimeSpan> TookAsync(long run) => Ended(run).Task;

    private TaskCompletionSource<TimeSpan> Ended(long run) => _ended.GetOrAdd(run, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
