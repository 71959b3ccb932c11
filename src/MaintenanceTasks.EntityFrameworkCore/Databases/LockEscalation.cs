using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// SQL Server exchanges the row locks of a statement for one lock of the whole table when there are 5,000 of them, and then everybody waits for a
/// page. So pages and batches stay below.
/// </summary>
internal static class LockEscalation
{
    private const int MostRows = 4000;

    /// <summary>So many rows at most change in one statement.</summary>
    public static int Limit(DbContext db, int rows) => DatabaseKinds.Of(db) is DatabaseKind.SqlServer ? Math.Min(rows, MostRows) : rows;
}
