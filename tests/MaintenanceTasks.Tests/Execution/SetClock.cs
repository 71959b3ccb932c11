using Microsoft.Extensions.Time.Testing;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>A clock on the wall that somebody sets; how much time passes is another matter.</summary>
internal sealed class SetClock : FakeTimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
