using Microsoft.Extensions.Logging;

namespace MaintenanceTasks;

/// <summary>
/// Records how far the runs are that this process works on, beside the work: often in the first minutes of a run, every few seconds
/// later, and once when something stops it. A hint: what cannot be recorded harms no run.
/// </summary>
internal sealed class RunSampler(IRunStore store, LeaseKeeper leases, TimeProvider time, ILogger<RunSampler> logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly Dictionary<long, long> _looked = [];

    /// <summary>Records those runs of this process that are due. Called by one loop.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var runs = leases.Slices.Select(slice => slice.Lease.RunId).ToHashSet();
        foreach (var gone in _looked.Keys.Where(run => !runs.Contains(run)).ToArray()) _looked.Remove(gone);
        foreach (var run in runs.Where(run => !_looked.TryGetValue(run, out var at) || time.GetElapsedTime(at) >= Shortest))
        {
            _looked[run] = time.GetTimestamp();
            await SampleAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Records a run that has just stopped to work, and why.</summary>
    public async Task MarkAsync(Run run, IReadOnlyList<RunEvent> events)
    {
        if (run.StartedAt is null || events.LastOrDefault(happened => MarkOf(happened, run) is not null) is not { } stopped) return;
        try
        {
            await store.SampleAsync(new RunSample(run.Id, stopped.At, run.Ticks, MarkOf(stopped, run)), [], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.LogInformation(exception, "That run {RunId} stopped at {Ticks} items is missing in its chart.", run.Id, run.Ticks);
        }
    }

    private static RunSampleMark? MarkOf(RunEvent happened, Run run) => happened.To switch
    {
        RunStatus.Interrupted => run.HeldUntil is null ? RunSampleMark.Interrupted : RunSampleMark.Held,
        RunStatus.Paused => RunSampleMark.Paused,
        RunStatus.Errored => RunSampleMark.Errored,
        _ => null,
    };

    private async Task SampleAsync(long runId, CancellationToken cancellationToken)
    {
        var samples = await store.SamplesAsync([runId], null, cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow().UtcDateTime;

        // Several processes may work on the run: whoever comes first records it for all. Times of other machines are only a hint here.
        if (samples.Count > 0 && samples[^1] is { Mark: null } newest && (now - newest.At).Duration() < Spacing(now - samples[0].At)) return;
        if (await store.FindAsync(runId, cancellationToken).ConfigureAwait(false) is not { Run.Status: RunStatus.Running } state) return;
        await store.SampleAsync(new RunSample(runId, now, state.Run.Ticks), SampleThinning.Choose(samples), cancellationToken).ConfigureAwait(false);
    }

    private static TimeSpan Spacing(TimeSpan age) => TimeSpan.FromTicks(Math.Clamp(age.Ticks / 60, Shortest.Ticks, Longest.Ticks));
}
