using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Reads the errors of databases: which pass by themselves, and what the others mean for the person who has to mend them.</summary>
internal static class DatabaseFaults
{
    // Primary result codes of SQLite, https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int Constraint = 19;

    // PostgreSQL, https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, rollback, resources, operator, lock, idle for too long.
    private static readonly string[] PassingClasses = ["08", "40", "53", "57P", "55P03", "25P03"];

    /// <summary>True for a deadlock, a serialization failure, a time-out, a broken connection, a database that is busy or restarting.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        RetryLimitExceededException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked,
        DbException { SqlState: { } state } when PassingClasses.Any(state.StartsWith) => true,
        DbException database => database.IsTransient || SqlServerFaults.IsTransient(database) || database.InnerException is TimeoutException or IOException,
        DbUpdateConcurrencyException => false,
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),

        // Npgsql's strategy without retries wraps what passes, to recommend a retrying one.
        InvalidOperationException { InnerException: (DbException or DbUpdateException) and var inner } => IsTransient(inner),
        TimeoutException => true,
        _ => false,
    };

    /// <summary>True when a statement took longer than it may, or waited longer for a lock.</summary>
    public static bool IsTimeUp(Exception exception) => Root(exception) is { } root && (root.SqlState is "55P03" or "57014" || root.InnerException is TimeoutException);

    /// <summary>True when a unique key was violated.</summary>
    public static bool IsUniqueViolation(Exception exception) => Root(exception) switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == Constraint,
        { SqlState: "23505" } => true,
        { } other => SqlServerFaults.IsUniqueViolation(other),
        _ => false,
    };

    /// <summary>The error of the store for a person: what was found and what to do. Null when it is not an error of the database.</summary>
    public static RunStoreUnavailableException? Describe(Exception exception, Type context)
    {
        if (Root(exception) is not { } root) return null;
        var message = root switch
        {
            SqliteException { SqliteErrorCode: ReadOnly } => "The database is read-only. Give the application the right to write to it.",
            { SqlState: "25006" } => "The database is read-only: " + root.Message,
            _ when SqlServerFaults.IsReadOnly(root) => "The database is read-only: " + root.Message,
            SqliteException { SqliteErrorCode: CannotOpen } => "The database file cannot be opened. Check the path and the rights in the connection string.",
            _ when IsSchema(root) => $"The tables of maintenance tasks are missing or out of date ({root.Message.Trim()}). "
                + $"Call modelBuilder.AddMaintenanceTasks() in {context.Name}, add a migration and apply it.",
            _ => "The database does not answer: " + root.Message,
        };
        return new RunStoreUnavailableException(message, exception);
    }

    private static bool IsSchema(DbException exception) =>
        exception.SqlState is "42P01" or "42703" or "3F000"
        || SqlServerFaults.IsSchema(exception)
        || exception is SqliteException { SqliteErrorCode: 1 } && (exception.Message.Contains("no such table", StringComparison.Ordinal)
            || exception.Message.Contains("no such column", StringComparison.Ordinal)
            || exception.Message.Contains("no column named", StringComparison.Ordinal));

    private static DbException? Root(Exception? exception) => exception switch
    {
        null => null,
        DbException database => database,
        _ => Root(exception.InnerException),
    };
}
