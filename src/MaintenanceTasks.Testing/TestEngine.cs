using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MaintenanceTasks.Testing;

/// <summary>The real engine without its loops: slices are performed one after the other, by the caller.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private const int MostSlicesWithoutProgress = 100;
    private readonly ServiceProvider _services;
    private readonly TestClock _clock = new();
    private readonly InMemoryRunStore _store;

    public TestEngine(IEnumerable<ServiceDescriptor> given, Action<MaintenanceTasksBuilder> configure)
    {
        var services = new ServiceCollection { given };
        services.TryAddSingleton<TimeProvider>(_clock);
        services.TryAddSingleton<IDataProtectionProvider, InMemoryKeys>();
        services.TryAddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(NullLogger<>)));
        configure(services.AddMaintenanceTasks().UseInMemoryStore());
        _services = services.BuildServiceProvider();
        _store = _services.GetRequiredService<InMemoryRunStore>();
    }

    public TaskRunner Runner => _services.GetRequiredService<TaskRunner>();

    public async Task<TaskTestResult> RunToEndAsync(long runId, IEnumerable<PlannedEnd> planned, CancellationToken cancellationToken)
    {
        var ends = new Queue<PlannedEnd>(planned);
        var idle = 0;
        long ticks = 0;
        for (var slices = 0; ; slices++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var state = await _store.FindAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
            if (!state.Run.Status.IsClaimable())
            {
                var shown = await Runner.FindAsync(runId, cancellationToken).ConfigureAwait(false) ?? state;
                return await TaskTestResult.ReadAsync(_store, shown.Run, slices).ConfigureAwait(false);
            }

            idle = state.Run.Ticks > ticks || ends.Count > 0 ? 0 : idle + 1;
            ticks = state.Run.Ticks;
            if (idle > MostSlicesWithoutProgress)
            {
                throw new InvalidOperationException(
                    $"Expected run {runId} of {state.Run.Task} to make progress, found none in {MostSlicesWithoutProgress} slices; it is held: {state.Run.HeldReason ?? "no"}.");
            }

            _clock.MoveTo(state.Run.HeldUntil);
            await PerformSliceAsync(state.Run, ends).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task PerformSliceAsync(Run next, Queue<PlannedEnd> ends)
    {
        var claimer = _services.GetRequiredService<PartitionClaimer>();
        var (run, partition, slice, _) = await claimer.ClaimAsync(next.Id, CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException(
                $"Expected to claim run {next.Id} of {next.Task}, found it held until {next.HeldUntil:O}. "
                + "A TimeProvider given to the test has to be moved on by the test; leave it out, and holds pass at once.");
        using (slice)
        {
            if (ends.TryDequeue(out var end)) slice.AfterItem = Countdown(slice, end);
            var outcome = await _services.GetRequiredService<RunExecutor>().ExecuteAsync(run, partition, slice).ConfigureAwait(false);
            if (outcome is SliceOutcome.LeaseLost) await RescueAsync(partition).ConfigureAwait(false);
            else await _services.GetRequiredService<SliceSettler>().SettleAsync(slice, outcome).ConfigureAwait(false);
        }
    }

    private static Action Countdown(Slice slice, PlannedEnd end)
    {
        var left = end.Items;
        return () =>
        {
            if (--left == 0) slice.RequestStop(end.Reason);
        };
    }

    private async Task RescueAsync(Partition lost)
    {
        var state = await _store.FindAsync(lost.RunId, CancellationToken.None).ConfigureAwait(false);
        var seen = state?.Partitions.First(partition => partition.Number == lost.Number) ?? throw new RunNotFoundException(lost.RunId);
        var at = _clock.GetUtcNow().UtcDateTime;
        await _store.ChangeAsync(
            lost.RunId, change => LeaseMoves.Rescue(change, seen, at, new Actor("rescuer", null), "killed by the test"), CancellationToken.None)
            .ConfigureAwait(false);
    }
}
