using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Testing;

/// <summary>A worker over an in-memory store and the queue under test.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _working;

    /// <param name="useQueue">Registers the queue.</param>
    /// <param name="pollInterval">How often the worker looks by itself.</param>
    public QueueBench(Action<MaintenanceTasksBuilder> useQueue, TimeSpan pollInterval)
    {
        var services = new ServiceCollection();
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(NullLogger<>)));
        services.AddSingleton<QueueTask.Ledger>();
        useQueue(services.AddMaintenanceTasks(options => options.PollInterval = pollInterval).UseInMemoryStore().AddTask<QueueTask>());
        _services = services.BuildServiceProvider();
        _working = _services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(2), _stopping.Token);
    }

    public TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public IRunQueue Queue => _services.GetRequiredService<IRunQueue>();

    /// <summary>How often each item was processed, over all runs.</summary>
    public IReadOnlyCollection<int> Processed => [.. _services.GetRequiredService<QueueTask.Ledger>().Items];

    /// <summary>Creates a run without ringing for it.</summary>
    public async Task<Run> CreateSilentlyAsync()
    {
        var run = new NewRun
        {
            Task = nameof(QueueTask),
            Arguments = new Dictionary<string, string?>(),
            ParameterHash = "",
            Token = Guid.NewGuid(),
            CreatedAt = _services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime,
            Actor = new Actor(null, null),
        };
        return (await _services.GetRequiredService<IRunStore>().CreateAsync(run, CancellationToken.None).ConfigureAwait(false)).Run;
    }

    public async Task SucceedsAsync(long runId)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var status = (await Runner.FindAsync(runId, CancellationToken.None).ConfigureAwait(false))?.Run.Status;
            if (status == RunStatus.Succeeded) return;
            if (patience.IsCancellationRequested) throw new ConformanceException($"Run {runId}: expected it to succeed within {Patience.TotalSeconds} s, found it {status?.Word()}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), CancellationToken.None).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }
}
