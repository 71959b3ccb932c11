using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How many rows the engine itself has in the database after hours of work. <c>MT_HOURS</c> says how many.</summary>
public sealed class LongRunTests(ITestOutputHelper output)
{
    private static readonly int Hours = int.TryParse(Environment.GetEnvironmentVariable("MT_HOURS"), out var hours) ? hours : 1;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory, ClassData(typeof(Databases))]
    public async Task Hours_of_slices_leave_few_rows(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var engine = await Engine.CreateAsync(database, services: services => services.AddSingleton<TimeProvider>(_time));
        await engine.Runner.StartAsync<RaiseRevisions>();

        for (var slice = 0; slice < Hours * 12; slice++) await WorkAsync(engine.Services);

        var (partitions, nodes, events, samples) = await engine.WithDbAsync(async db => (
            await db.Set<PartitionRow>().CountAsync(), await db.Set<NodeRow>().CountAsync(), await db.Set<EventRow>().CountAsync(), await db.Set<SampleRow>().CountAsync()));
        output.WriteLine($"{kind}, {Hours} hours in slices of 5 minutes: 1 run, {partitions} partitions, {events} events, {samples} samples, {nodes} nodes");
        Assert.Equal((1, 1), (partitions, nodes));

        // The 400 newest of the work, what came after the last claim, and the start.
        Assert.InRange(events, 2, 403);
        Assert.InRange(samples, 2, 300);
    }

    /// <summary>A slice of five minutes, with a checkpoint and all looks that are due every five seconds.</summary>
    private async Task WorkAsync(IServiceProvider services)
    {
        var (store, leases) = (services.GetRequiredService<IRunStore>(), services.GetRequiredService<LeaseKeeper>());
        var (_, partition, slice, _) = (await services.GetRequiredService<PartitionClaimer>().ClaimAsync(null, CancellationToken.None))!;
        leases.Add(slice);
        for (var step = 1; step <= 60; step++)
        {
            _time.Advance(Step);
            var seq = partition.CheckpointSeq + step;
            Assert.True(await store.CheckpointAsync(
                slice.Lease, new Checkpoint { Cursor = $"{seq}", Ticks = 1000, TimeRunning = Step, Seq = seq, At = _time.GetUtcNow().UtcDateTime }, CancellationToken.None));
            await services.GetRequiredService<RunSampler>().LookAsync(CancellationToken.None);
            await services.GetRequiredService<NodeRegister>().LookAsync(works: true, CancellationToken.None);
        }

        await services.GetRequiredService<SliceSettler>().SettleAsync(slice, new SliceOutcome.TimeLimit());
        leases.Remove(slice);
        slice.Dispose();
    }
}
