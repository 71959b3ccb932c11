namespace MaintenanceTasks.Testing;

/// <summary>Runs a task in a test: to its end, on the real engine, in this process, with runs kept in memory.</summary>
public static class TaskTest
{
    /// <summary>Begins a test of a task.</summary>
    /// <typeparam name="TTask">The task.</typeparam>
    /// <param name="services">
    /// What the task is to be given, such as a database context: each instance is registered under its own type, its base classes
    /// and its interfaces, and is shared by all slices of the run.
    /// </param>
    public static TaskTest<TTask> For<TTask>(params object[] services)
        where TTask : MaintenanceTask => new(services);
}
