using MaintenanceTasks.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

public sealed class RunRescuerTests
{
    private const string Foreign = "far|other-boot|pid:[1]|17|99|slice";
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryRunStore _store = new();
    private readonly Rings _rings = new();
    private readonly KnownProcesses _processes = new();

    [Fact]
    [Ancestor("C043", "C044", Better = "silence of the worker itself is what counts, after seconds and in every status, and nobody has to force anything")]
    [Avoids("Q07")]
    public async Task A_worker_that_is_silent_for_a_whole_lease_on_the_own_clock_loses_its_partition()
    {
        var lease = await Claims.MakeAsync(_store, Foreign);
        var rescuer = Rescuer();
        await SweepAsync(rescuer, after: 0);
        await SweepAsync(rescuer, after: 19.9);
        Assert.True(await IsHeldAsync(lease));
        await SweepAsync(rescuer, after: 0.1);
        Assert.False(await IsHeldAsync(lease));
        Assert.Equal([lease.RunId], _rings.Runs);
        var rescued = Assert.Single(await _store.EventsAsync(lease.RunId, 0, 100, CancellationToken.None), happened => happened.Kind == RunEventKind.Rescued);
        Assert.Equal("the process far:17 was silent for 20 s", rescued.Text);
    }

    [Fact]
    public async Task A_lease_found_by_a_new_process_is_observed_for_a_whole_lease_first()
    {
        var lease = await Claims.MakeAsync(_store, Foreign);
        Pass(3600);
        var rescuer = Rescuer();
        await SweepAsync(rescuer, after: 0);
        await SweepAsync(rescuer, after: 10);
        Assert.True(await IsHeldAsync(lease));
    }

    [Fact]
    public async Task A_beat_in_between_starts_the_observation_anew()
    {
        var lease = await Claims.MakeAsync(_store, Foreign);
        var rescuer = Rescuer();
        await SweepAsync(rescuer, after: 0);
        Pass(15);
        _store.Beat([lease]);
        await SweepAsync(rescuer, after: 0);
        await SweepAsync(rescuer, after: 19);
        Assert.True(await IsHeldAsync(lease));
        await SweepAsync(rescuer, after: 1);
        Assert.False(await IsHeldAsync(lease));
    }

    [Fact]
    public async Task A_new_holder_is_observed_anew()
    {
        var lease = await Claims.MakeAsync(_store, Foreign);
        var rescuer = Rescuer();
        await SweepAsync(rescuer, after: 0);
        await SweepAsync(rescuer, after: 20);
        Assert.False(await IsHeldAsync(lease));
        await _store.ChangeAsync(
            lease.RunId, change => LeaseMoves.Claim(change, 0, Foreign + "2", _time.GetUtcNow().UtcDateTime, new Actor(null, null)), CancellationToken.None);
        await SweepAsync(rescuer, after: 1);
        await SweepAsync(rescuer, after: 19);
        Assert.Single(await _store.LeasedAsync(CancellationToken.None));
    }

    [Fact]
    [Survives("F9")]
    public async Task A_process_of_this_host_that_is_dead_loses_its_partition_at_the_first_sweep()
    {
        var lease = await Claims.MakeAsync(_store, "here|boot|pid:[1]|17|99|slice");
        _processes.Dead.Add((17, 99));
        await SweepAsync(Rescuer(), after: 0);
        Assert.False(await IsHeldAsync(lease));
        Assert.Contains(await _store.EventsAsync(lease.RunId, 0, 100, CancellationToken.None), happened => happened.Text == "the process here:17 is dead");
    }

    [Fact]
    public async Task The_first_sweep_frees_no_live_process_of_this_host()
    {
        var lease = await Claims.MakeAsync(_store, "here|boot|pid:[1]|17|99|slice");
        await SweepAsync(Rescuer(), after: 0);
        Assert.True(await IsHeldAsync(lease));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-86400)]
    [Survives("F15", "F16")]
    public async Task A_wall_clock_that_is_set_to_another_time_takes_no_lease_away_and_keeps_none(double seconds)
    {
        var clock = new SetClock();
        var lease = await Claims.MakeAsync(_store, Foreign);
        var rescuer = Rescuer(clock);
        await rescuer.SweepAsync(CancellationToken.None);
        clock.Ahead = TimeSpan.FromSeconds(seconds);
        clock.Advance(TimeSpan.FromSeconds(19));
        await rescuer.SweepAsync(CancellationToken.None);
        Assert.True(await IsHeldAsync(lease));
        clock.Advance(TimeSpan.FromSeconds(1));
        await rescuer.SweepAsync(CancellationToken.None);
        Assert.False(await IsHeldAsync(lease));
    }

    [Fact]
    [Avoids("Q07")]
    [Survives("F45")]
    public async Task A_rescue_that_ends_a_pause_rings_for_nobody()
    {
        var lease = await Claims.MakeAsync(_store, "here|boot|pid:[1]|17|99|slice");
        await _store.ChangeAsync(lease.RunId, change => RunRequests.Pause(change, _time.GetUtcNow().UtcDateTime, new Actor(null, null)), CancellationToken.None);
        _processes.Dead.Add((17, 99));
        await SweepAsync(Rescuer(), after: 0);
        Assert.Equal(RunStatus.Paused, (await _store.FindAsync(lease.RunId, CancellationToken.None))!.Run.Status);
        Assert.Empty(_rings.Runs);
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private Task SweepAsync(RunRescuer rescuer, double after)
    {
        Pass(after);
        return rescuer.SweepAsync(CancellationToken.None);
    }

    private async Task<bool> IsHeldAsync(Lease lease) =>
        (await _store.FindAsync(lease.RunId, CancellationToken.None))!.Partitions.Single().Owner == lease.Owner;

    private RunRescuer Rescuer(TimeProvider? time = null) => new(
        _store, new RunChanger(_store, Sampler(), Publisher(), time ?? _time), new Doorbell(_rings, NullLogger<Doorbell>.Instance), new NodeIdentity(_processes), Options.Create(new MaintenanceTasksOptions()), time ?? _time, NullLogger<RunRescuer>.Instance);

    private RunSampler Sampler() => new(
        _store, new LeaseKeeper(_store, Options.Create(new MaintenanceTasksOptions()), _time, NullLogger<LeaseKeeper>.Instance), _time, NullLogger<RunSampler>.Instance);

    private static RunPublisher Publisher() => new(
        new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), new TaskCatalog([]), new RunTelemetry(),
        NullLogger<RunPublisher>.Instance);
}
