namespace MaintenanceTasks.Dashboard;

/// <summary>Stored times are UTC, whatever the store's driver calls them.</summary>
internal static class Utc
{
    public static DateTime Of(DateTime stored) => DateTime.SpecifyKind(stored, DateTimeKind.Utc);

    public static DateTime? Of(DateTime? stored) => stored is { } time ? Of(time) : null;
}
