using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A clock that moves when told, and can wait until those who slept have acted and sleep again.</summary>
internal sealed class SteppedTime(DateTime start) : FakeTimeProvider(new DateTimeOffset(start))
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Channel<TimeSpan> _asleep = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _asleep.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until so many more have gone to sleep.</summary>
    public async Task UntilAsleepAsync(int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var sleeper = 0; sleeper < count; sleeper++) await _asleep.Reader.ReadAsync(patience.Token);
    }
}
