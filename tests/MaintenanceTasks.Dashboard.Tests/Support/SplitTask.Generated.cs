namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The part a tool could have written.</summary>
public sealed partial class SplitTask
{
    private static TimeSpan Pause { get; } = TimeSpan.FromTicks(1);
}
