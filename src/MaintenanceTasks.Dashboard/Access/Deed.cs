namespace MaintenanceTasks.Dashboard;

/// <summary>What a person may be allowed to do.</summary>
internal enum Deed
{
    /// <summary>See a task and its runs.</summary>
    View,

    /// <summary>Start a run.</summary>
    Run,

    /// <summary>Pause, resume and cancel a run.</summary>
    Control,
}
