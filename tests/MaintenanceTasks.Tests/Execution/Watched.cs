namespace MaintenanceTasks.Tests.Execution;

/// <summary>What a <see cref="Watched"/> task was told, and what its throttles and callbacks do.</summary>
public sealed class Watch
{
    private readonly List<string> _heard = [];

    public IReadOnlyList<string> Heard
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    public Func<bool> ReplicaLags { get; set; } = () => false;

    public Func<bool> QueueIsFull { get; set; } = () => false;

    public Func<string, Task> On { get; set; } = _ => Task.CompletedTask;

    public Task HearAsync(string what)
    {
        lock (_heard) _heard.Add(what);
        return On(what);
    }
}

/// <summary>A condition every task of a team inherits.</summary>
public abstract class TeamTask(Watch watch) : ListTask<int>
{
    protected internal override IEnumerable<Throttle> Throttles => [new("the replica lags", watch.ReplicaLags, TimeSpan.FromMinutes(1))];
}

[AllowConcurrentRuns, ContinueOn(typeof(FormatException))]
public sealed class Watched(Watch watch) : TeamTask(watch)
{
    private readonly Watch _watch = watch;

    protected internal override IEnumerable<Throttle> Throttles =>
        [.. base.Throttles, new("the queue is full", _ => ValueTask.FromResult(_watch.QueueIsFull()), () => TimeSpan.FromSeconds(_watch.Heard.Count))];

    public override IReadOnlyList<int> Collection() => [0, 1, 2, 3];

    public override Task ProcessAsync(int item, CancellationToken cancellationToken) => _watch.HearAsync($"item {item}");

    protected internal override Task OnStartedAsync(CancellationToken cancellationToken) => _watch.HearAsync("started");

    protected internal override Task OnPausedAsync(CancellationToken cancellationToken) => _watch.HearAsync("paused");

    protected internal override Task OnInterruptedAsync(CancellationToken cancellationToken) => _watch.HearAsync("interrupted");

    protected internal override Task OnCancelledAsync(CancellationToken cancellationToken) => _watch.HearAsync("cancelled");

    protected internal override Task OnSucceededAsync(CancellationToken cancellationToken) => _watch.HearAsync("succeeded");

    protected internal override Task OnErroredAsync(RunError error, CancellationToken cancellationToken) => _watch.HearAsync($"errored at {error.Item}");
}
