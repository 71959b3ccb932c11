using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Counts a query on a connection of its own, with a cancel that really ends the statement.</summary>
internal static class QueryCount
{
    public static async Task<long?> CountAsync<T>(IQueryable<T> query, DbContext? db, CancellationToken cancellationToken)
        where T : class
    {
        if (db?.Database.GetDbConnection() is not SqliteConnection connection)
        {
            return await query.LongCountAsync(cancellationToken).ConfigureAwait(false);
        }

        // SQLite's driver hears neither tokens nor command time-outs while a statement runs.
        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var interrupt = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle)).ConfigureAwait(false);
            return await query.LongCountAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
