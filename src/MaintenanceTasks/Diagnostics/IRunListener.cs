namespace MaintenanceTasks;

/// <summary>
/// Hears what happens to runs, after it is durable. Register any number in DI; each is resolved in a scope of its own. One that
/// throws is logged and harms nothing. A process that dies in between tells nobody: what must not be missed is in the run's events.
/// </summary>
public interface IRunListener
{
    /// <summary>An event of a run was recorded.</summary>
    /// <param name="run">The run afterwards.</param>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Never signalled today.</param>
    Task OnEventAsync(Run run, RunEvent happened, CancellationToken cancellationToken);

    /// <summary>An item failed: the run goes on without it (<see cref="ContinueOnAttribute"/>), or stops there. The default does nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="item">The item's key.</param>
    /// <param name="exception">The exception; a <see cref="MaskedException"/> when it would have told a secret of the run.</param>
    /// <param name="continues">True when the run goes on.</param>
    /// <param name="cancellationToken">Never signalled today.</param>
    Task OnItemFailedAsync(Run run, string item, Exception exception, bool continues, CancellationToken cancellationToken) => Task.CompletedTask;
}
