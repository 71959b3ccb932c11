namespace MaintenanceTasks.Testing;

/// <summary>
/// What every <see cref="IRunQueue"/> has to do, as cases to run one by one, each with an engine of its own over an in-memory store.
/// Used like <see cref="RunStoreConformance"/>.
/// </summary>
public static class RunQueueConformance
{
    private static readonly ConformanceCases<Action<MaintenanceTasksBuilder>> Suite = new(typeof(QueueCases));

    /// <summary>The names of the cases: sentences about a queue.</summary>
    public static IReadOnlyList<string> Cases => Suite.Names;

    /// <summary>Runs one case.</summary>
    /// <param name="name">One of <see cref="Cases"/>.</param>
    /// <param name="useQueue">Registers the queue; called on the builder of each new engine. For the built-in queue it does nothing.</param>
    /// <exception cref="ConformanceException">The queue does not do what the case says.</exception>
    /// <exception cref="ArgumentException">There is no such case.</exception>
    public static Task RunAsync(string name, Action<MaintenanceTasksBuilder> useQueue) => Suite.RunAsync(name, useQueue);
}
