using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How long pages leave the write lock of a SQLite file alone.</summary>
public sealed class WriterTurnTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly WriterTurn _turn;

    public WriterTurnTests() => _turn = new WriterTurn(_time);

    [Fact]
    public async Task As_long_as_it_was_held()
    {
        await HoldAsync(25);
        await RestsAsync(25);
    }

    [Fact]
    public async Task Reading_and_processing_count_as_rest()
    {
        await HoldAsync(25);
        _time.Advance(TimeSpan.FromMilliseconds(15));
        await RestsAsync(10);
    }

    [Fact]
    public async Task Short_turns_are_rested_for_together()
    {
        await HoldAsync(4);
        await HoldAsync(4);
        await HoldAsync(4);
        await RestsAsync(12);
    }

    [Fact]
    public async Task Three_times_as_long_when_somebody_else_was_seen_to_hold_it_and_ten_milliseconds_at_least()
    {
        await HoldAsync(20, contended: true);
        await RestsAsync(60);
        await HoldAsync(1, contended: true);
        await RestsAsync(10);
    }

    [Fact]
    public async Task What_follows_the_release_is_not_held()
    {
        var hold = await _turn.TakeAsync(CancellationToken.None);
        hold.Begin(contended: false);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        hold.End();
        _time.Advance(TimeSpan.FromMilliseconds(5));
        hold.End();

        Assert.Equal(20, hold.Held.TotalMilliseconds);
        await RestsAsync(15);
    }

    [Fact]
    public async Task The_wait_for_the_turn_and_for_the_lock_are_not_held()
    {
        var first = await _turn.TakeAsync(CancellationToken.None);
        var second = _turn.TakeAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(3));
        Assert.False(second.IsCompleted);
        first.End();
        var hold = await second;
        _time.Advance(TimeSpan.FromMilliseconds(4));
        hold.Begin(contended: false);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        hold.End();

        Assert.Equal((7, 5), (hold.Waited.TotalMilliseconds, hold.Held.TotalMilliseconds));
    }

    public void Dispose() => _turn.Dispose();

    private async Task HoldAsync(int milliseconds, bool contended = false)
    {
        var hold = await _turn.TakeAsync(CancellationToken.None);
        hold.Begin(contended);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        hold.End();
    }

    private async Task RestsAsync(int milliseconds)
    {
        var next = _turn.TakeAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await next).End();
    }
}
