namespace MaintenanceTasks;

/// <summary>
/// The tenants or shards that a task with <see cref="ScopesAttribute{TScopes}"/> walks. Made by dependency injection, in the DI scope of whoever asks;
/// <see cref="ICurrentRun"/> is at hand there.
/// </summary>
public interface ITaskScopes
{
    /// <summary>
    /// Their names, in the order in which they are begun: 1 to 200 characters each, none twice. Asked for when a run is first worked on; a tenant that
    /// comes later has no part in the run. None at all ends the run with no items, and says so.
    /// </summary>
    /// <param name="cancellationToken">Signalled when the slice stops.</param>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Prepares the services of a slice for one of them: called in a DI scope of its own, before the task and its context are made. What only asks for
    /// <see cref="ICurrentRun.Scope"/> needs nothing here. An exception is an error of that scope.
    /// </summary>
    /// <param name="scope">Its name.</param>
    /// <param name="services">The services of the slice.</param>
    /// <param name="cancellationToken">Signalled when the slice stops.</param>
    Task EnterAsync(string scope, IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;
}
