namespace MaintenanceTasks.Testing;

/// <summary>How a slice is made to end: after so many items, by a kill or in good order.</summary>
internal sealed record PlannedEnd(int Items, StopReason Reason);
