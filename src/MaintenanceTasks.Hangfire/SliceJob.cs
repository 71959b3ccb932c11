using System.ComponentModel;
using Hangfire;

namespace MaintenanceTasks;

/// <summary>
/// What a ring looks like in Hangfire: somebody please work on this run for one slice. The name of this class and of its method stand
/// in Hangfire's storage and never change. Called by Hangfire alone.
/// </summary>
/// <param name="worker">The worker of this process.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SliceJob(RunWorker worker)
{
    /// <summary>
    /// Performs one slice, or nothing where nothing is to be done. It ends in order whatever becomes of the run, because the run
    /// keeps its own state: a state, a retry or a deletion of the job says nothing about it.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Signalled by Hangfire when the job was deleted or taken by another server, or the server stops.</param>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete), JobDisplayName("Maintenance run {0}")]
    public Task PerformAsync(long runId, CancellationToken cancellationToken) => worker.PerformAsync(runId, cancellationToken);
}
