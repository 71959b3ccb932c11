using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Testing;

/// <summary>The services of an application, started: a worker over an in-memory store, and the queue under test with what belongs to it.</summary>
internal sealed class QueueBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ServiceProvider _services;
    private readonly Lifetime _lifetime = new();
    private readonly IHostedService[] _hosted;

    private QueueBench(Action<MaintenanceTasksBuilder> useQueue, TimeSpan pollInterval)
    {
        var services = new ServiceCollection();
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(NullLogger<>)));
        services.AddSingleton<IHostApplicationLifetime>(_lifetime);
        services.AddSingleton<QueueTask.Ledger>();
        useQueue(services.AddMaintenanceTasks(options => options.PollInterval = pollInterval).UseInMemoryStore().AddTask<QueueTask>());
        _services = services.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    /// <param name="useQueue">Registers the queue.</param>
    /// <param name="pollInterval">How often the worker looks by itself.</param>
    public static async Task<QueueBench> StartAsync(Action<MaintenanceTasksBuilder> useQueue, TimeSpan pollInterval)
    {
        var bench = new QueueBench(useQueue, pollInterval);
        foreach (var hosted in bench._hosted) await hosted.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return bench;
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
        _lifetime.StopApplication();
        foreach (var hosted in _hosted.Reverse()) await hosted.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _services.DisposeAsync().ConfigureAwait(false);
        _lifetime.Dispose();
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => new(canceled: true);

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
