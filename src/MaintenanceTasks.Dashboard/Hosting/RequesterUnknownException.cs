namespace MaintenanceTasks.Dashboard;

/// <summary>Code of the application that says who acts, or what to record, failed.</summary>
internal sealed class RequesterUnknownException(string option, Exception inner) : Exception(
    $"The application could not say what to record of this request: its code for {nameof(DashboardOptions)}.{option} failed "
    + $"({inner.GetType().Name}: {inner.Message}). Nothing was changed and no run was started.",
    inner);
