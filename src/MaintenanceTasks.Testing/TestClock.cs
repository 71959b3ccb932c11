namespace MaintenanceTasks.Testing;

/// <summary>The system's clock, that can be moved on so that nobody waits for the end of a hold.</summary>
internal sealed class TestClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    public void MoveTo(DateTime? time)
    {
        var now = GetUtcNow().UtcDateTime;
        if (time > now) _ahead += time.Value - now;
    }
}
