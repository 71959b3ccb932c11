using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Testing;

/// <summary>A test of a task, being described. Made by <see cref="TaskTest.For{TTask}"/>.</summary>
/// <typeparam name="TTask">The task.</typeparam>
public sealed class TaskTest<TTask>
    where TTask : MaintenanceTask
{
    private readonly ServiceCollection _services = [];
    private readonly List<PlannedEnd> _ends = [];
    private Action<TTask>? _configure;
    private StartOptions? _options;

    internal TaskTest(object[] services)
    {
        ArgumentNullException.ThrowIfNull(services);
        foreach (var service in services) AddInstance(service ?? throw new ArgumentException("A service to inject is null.", nameof(services)));
    }

    /// <summary>Sets the parameters.</summary>
    /// <param name="configure">Sets properties of the task, as code that starts a run does.</param>
    public TaskTest<TTask> With(Action<TTask> configure)
    {
        _configure += configure;
        return this;
    }

    /// <summary>Says who starts the run, and with which metadata.</summary>
    /// <param name="options">Who, metadata, idempotency key.</param>
    public TaskTest<TTask> StartedWith(StartOptions options)
    {
        _options = options;
        return this;
    }

    /// <summary>Registers services the usual way, for what needs a lifetime of its own: a context made anew for each slice, for example.</summary>
    /// <param name="configure">Adds services.</param>
    public TaskTest<TTask> WithServices(Action<IServiceCollection> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_services);
        return this;
    }

    /// <summary>
    /// Kills the worker after so many items of a slice, as <c>kill -9</c> does: nothing more is committed, nothing released. The
    /// partition is then rescued, and a fresh scope goes on from the last checkpoint. May be repeated: each call plans the end of one more slice.
    /// </summary>
    /// <param name="items">Items processed in that slice, at least 1. A slice that ends before is not killed.</param>
    public TaskTest<TTask> KillAfter(int items) => EndAfter(items, StopReason.LeaseLost);

    /// <summary>
    /// Interrupts the slice in good order after so many items, as a deploy does: what is done is committed, and a fresh scope goes on
    /// with the next item. May be repeated: each call plans the end of one more slice.
    /// </summary>
    /// <param name="items">Items processed in that slice, at least 1. A slice that ends before is not interrupted.</param>
    public TaskTest<TTask> InterruptAfter(int items) => EndAfter(items, StopReason.Shutdown);

    /// <summary>Runs the task until the run succeeds, is cancelled, or stops with an error. Holds pass at once, without waiting.</summary>
    /// <param name="cancellationToken">Gives up before the next slice.</param>
    /// <exception cref="InvalidArgumentsException">The parameters are not valid.</exception>
    /// <exception cref="TaskNotUsableException">The task cannot be constructed, or its collection cannot be walked.</exception>
    /// <exception cref="InvalidOperationException">The run makes no progress: 100 slices in a row ended without an item done.</exception>
    public async Task<TaskTestResult> RunAsync(CancellationToken cancellationToken = default)
    {
        await using var engine = new TestEngine(_services, builder => builder.AddTask<TTask>());
        var run = await engine.Runner.StartAsync(_configure, _options, cancellationToken).ConfigureAwait(false);
        return await engine.RunToEndAsync(run.Id, _ends, cancellationToken).ConfigureAwait(false);
    }

    private TaskTest<TTask> EndAfter(int items, StopReason reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        _ends.Add(new PlannedEnd(items, reason));
        return this;
    }

    private void AddInstance(object instance)
    {
        for (var type = instance.GetType(); type is not null && type != typeof(object); type = type.BaseType) _services.AddSingleton(type, instance);
        foreach (var contract in instance.GetType().GetInterfaces().Where(contract => !IsOfTheFramework(contract)))
        {
            _services.AddSingleton(contract, instance);
        }
    }

    // IDisposable, IEnumerable and the like say nothing of what a service is for.
    private static bool IsOfTheFramework(Type contract) => contract.Namespace is "System" || contract.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;
}
