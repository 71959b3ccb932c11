using System.Data.Common;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The errors of SQL Server by their numbers. Its driver is not referenced, and says of none of them that it passes.</summary>
internal static class SqlServerFaults
{
    // A connection that an error of this severity or above has ended.
    private const byte Fatal = 20;

    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
    private static readonly HashSet<int> Passing =
    [
        -2, // the command took longer than its time-out
        20, 64, 121, 233, 10053, 10054, 10060, 10061, 11001, // the connection was not made, or broke
        601, 1203, 1204, 1205, 1222, // a scan that rows moved under, no locks left, a deadlock, a lock time-out
        3935, 3960, 3966, // snapshot isolation: somebody else changed the row
        701, 802, 8645, 8651, // no memory at present
        921, 926, 983, 4060, 17142, // the database recovers, or is moved to another replica
        10928, 10929, 10936, 40143, 40197, 40501, 40540, 40613, 49918, 49919, 49920, // Azure: busy, moved, out of its share
    ];

    /// <summary>True for what passes by itself.</summary>
    public static bool IsTransient(DbException exception) =>
        NumberOf(exception) is { } number && (Passing.Contains(number) || Property<byte>(exception, "Class") >= Fatal);

    /// <summary>True when a unique index or key was violated.</summary>
    public static bool IsUniqueViolation(DbException exception) => NumberOf(exception) is 2601 or 2627;

    /// <summary>True when a table or column is missing.</summary>
    public static bool IsSchema(DbException exception) => NumberOf(exception) is 207 or 208;

    /// <summary>True when the database takes no writes.</summary>
    public static bool IsReadOnly(DbException exception) => NumberOf(exception) is 3906;

    private static int? NumberOf(DbException exception) => exception.GetType().Name == "SqlException" ? Property<int>(exception, "Number") : null;

    private static TValue? Property<TValue>(DbException exception, string name)
        where TValue : struct => exception.GetType().GetProperty(name)?.GetValue(exception) as TValue?;
}
