using MaintenanceTasks.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

public sealed class LeaseKeeperTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryRunStore _inner = new();
    private readonly FaultyStore _store;
    private readonly LeaseKeeper _keeper;

    public LeaseKeeperTests()
    {
        _store = new FaultyStore(_inner);
        _keeper = new LeaseKeeper(_store, Options.Create(new MaintenanceTasksOptions()), _time, NullLogger<LeaseKeeper>.Instance);
    }

    [Fact]
    public async Task A_beat_that_is_acknowledged_renews_the_trust()
    {
        using var slice = await HoldAsync();
        var before = await PartitionOf(slice);
        Pass(14);
        _keeper.BeatOnce();
        Pass(14);
        _keeper.Distrust();
        Assert.Equal(StopReason.None, slice.Stop);
        Assert.Equal(before.Beat + 1, (await PartitionOf(slice)).Beat);
    }

    [Fact]
    [Survives("F22", "F29")]
    public async Task Without_beats_a_slice_is_given_up_one_beat_before_the_lease_is_over()
    {
        using var slice = await HoldAsync();
        _store.Fault = _ => throw new RunStoreUnavailableException("away");
        Pass(14.9);
        _keeper.BeatOnce();
        _keeper.Distrust();
        Assert.Equal(StopReason.None, slice.Stop);
        Pass(0.1);
        _keeper.BeatOnce();
        _keeper.Distrust();
        Assert.Equal(StopReason.LeaseLost, slice.Stop);
        Assert.True(slice.ItemToken.IsCancellationRequested);
        Assert.True(slice.LostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Trust_is_counted_from_the_start_of_a_beat_not_from_its_answer()
    {
        using var slice = await HoldAsync();
        _store.Fault = _ => Pass(10);
        _keeper.BeatOnce();
        Pass(5);
        _keeper.Distrust();
        Assert.Equal(StopReason.LeaseLost, slice.Stop);
    }

    [Fact]
    public async Task A_lease_that_somebody_else_has_taken_is_lost_at_the_next_beat_and_the_others_stay()
    {
        using var lost = await HoldAsync();
        using var kept = await HoldAsync();
        var seen = await PartitionOf(lost);
        await _inner.ChangeAsync(
            seen.RunId, change => LeaseMoves.Rescue(change, seen, _time.GetUtcNow().UtcDateTime, new Actor(null, null), "silent"), CancellationToken.None);
        _keeper.BeatOnce();
        Assert.Equal(StopReason.LeaseLost, lost.Stop);
        Assert.Equal(StopReason.None, kept.Stop);
    }

    [Fact]
    public async Task A_slice_that_has_ended_is_neither_beaten_nor_distrusted()
    {
        using var slice = await HoldAsync();
        _keeper.Remove(slice);
        var before = await PartitionOf(slice);
        _keeper.BeatOnce();
        Pass(60);
        _keeper.Distrust();
        Assert.Equal(before, await PartitionOf(slice));
        Assert.Equal(StopReason.None, slice.Stop);
    }

    [Theory]
    [InlineData(RunStatus.Running, false)]
    [InlineData(RunStatus.Pausing, true)]
    [InlineData(RunStatus.Cancelling, true)]
    [InlineData(RunStatus.Errored, true)]
    [InlineData(RunStatus.Cancelled, true)]
    [InlineData(RunStatus.Succeeded, true)]
    [InlineData(RunStatus.Paused, true)]
    [InlineData(RunStatus.Interrupted, true)]
    [InlineData(RunStatus.Enqueued, true)]
    [Ancestor("C036", Better = "every status but running stops a worker, so that none goes on behind a paused or ended run")]
    [Avoids("Q04")]
    public async Task A_status_that_lets_nobody_work_ends_the_slices_of_that_run_alone(RunStatus status, bool ends)
    {
        using var slice = await HoldAsync();
        using var other = await HoldAsync();
        _keeper.Notice(slice.Lease.RunId, status);
        Assert.Equal(ends ? StopReason.Request : StopReason.None, slice.Stop);
        Assert.Equal(StopReason.None, other.Stop);
        Assert.False(slice.ItemToken.IsCancellationRequested);
    }

    [Fact]
    [Survives("F14")]
    public async Task The_beating_thread_beats_until_it_is_stopped()
    {
        var options = new MaintenanceTasksOptions { BeatInterval = TimeSpan.FromMilliseconds(5) };
        var keeper = new LeaseKeeper(_store, Options.Create(options), TimeProvider.System, NullLogger<LeaseKeeper>.Instance);
        using var slice = await HoldAsync(TimeProvider.System);
        keeper.Add(slice);
        var pooled = false;
        _store.Fault = _ => pooled |= Thread.CurrentThread.IsThreadPoolThread;
        using var stopping = new CancellationTokenSource();
        var thread = keeper.Start(stopping.Token);
        Assert.True(thread.IsBackground);
        await Wait.UntilAsync(async () => (await PartitionOf(slice)).Beat >= 3, "three beats");
        await stopping.CancelAsync();
        Assert.True(thread.Join(Wait.Patience));

        // A task may block every thread of the pool: the beat needs none of them.
        Assert.False(pooled);
    }

    private void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private async Task<Partition> PartitionOf(Slice slice) => (await _inner.FindAsync(slice.Lease.RunId, CancellationToken.None))!.Partitions.Single();

    private async Task<Slice> HoldAsync(TimeProvider? time = null)
    {
        var lease = await Claims.MakeAsync(_inner, "me");
        var slice = new Slice(lease, (time ?? _time).GetTimestamp());
        _keeper.Add(slice);
        return slice;
    }
}
