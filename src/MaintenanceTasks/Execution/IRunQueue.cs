namespace MaintenanceTasks;

/// <summary>
/// Where the id of work waits to be picked up. A doorbell, never the truth: a lost ring delays a run, a repeated one is
/// harmless. Every implementation passes <c>RunQueueConformance</c> of the package MaintenanceTasks.Testing.
/// </summary>
public interface IRunQueue
{
    /// <summary>Asks that somebody works on a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="delay">Not before this time has passed; zero for at once.</param>
    /// <param name="cancellationToken">Gives up ringing.</param>
    Task RingAsync(long runId, TimeSpan delay, CancellationToken cancellationToken);
}
