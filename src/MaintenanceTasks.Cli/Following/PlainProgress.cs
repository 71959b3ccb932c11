namespace MaintenanceTasks.Cli;

/// <summary>Progress as lines, for logs and pipes: one when the status changes, and one every few seconds while items are done.</summary>
internal sealed class PlainProgress(Action<string> write, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ProgressMeter _meter = new(time);
    private RunStatus? _status;
    private string? _held;
    private long _ticks;
    private long _written;

    public Task<RunState> DuringAsync(Run run, Func<Action<Run>, Task<RunState>> follow)
    {
        write($"Run {run.Id} of {run.Task}");
        return follow(Show);
    }

    private void Show(Run run)
    {
        var rate = _meter.Observe(run);
        var moved = run.Ticks != _ticks && time.GetElapsedTime(_written) >= Interval;
        if (run.Status == _status && run.HeldReason == _held && !moved) return;
        (_status, _held, _ticks, _written) = (run.Status, run.HeldReason, run.Ticks, time.GetTimestamp());
        write("  " + ProgressText.Of(run, rate));
    }
}
