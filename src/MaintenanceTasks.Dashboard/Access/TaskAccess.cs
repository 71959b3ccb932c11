namespace MaintenanceTasks.Dashboard;

/// <summary>What a person may do with a task.</summary>
/// <param name="MayRun">True when they may start runs of it.</param>
/// <param name="MayControl">True when they may pause, resume and cancel its runs.</param>
internal sealed record TaskAccess(bool MayRun, bool MayControl)
{
    public static TaskAccess All { get; } = new(true, true);
}
