using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Counts a query on a connection of its own, with a cancel that really ends the statement.</summary>
internal static class QueryCount
{
    private const int StepsBetweenQuestions = 10_000;

    public static async Task<long?> CountAsync<T>(IQueryable<T> query, CancellationToken cancellationToken)
        where T : class
    {
        using var command = query.CreateDbCommand();
        if (command.Connection is not SqliteConnection connection)
        {
            return await query.LongCountAsync(cancellationToken).ConfigureAwait(false);
        }

        // SQLite's driver hears neither tokens nor command time-outs while a statement runs, and an interrupt that comes before it has
        // begun is lost: the statement asks by itself.
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            raw.sqlite3_progress_handler(connection.Handle, StepsBetweenQuestions, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
            return await query.LongCountAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The number a task says, or, when that takes too long, what the database's statistics say of the collection.</summary>
    /// <param name="count">Counts until the token is signalled.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">The time-out.</param>
    public static async Task<ItemCount> OrEstimateAsync<T>(
        Func<CancellationToken, Task<long?>> count, Func<IQueryable<T>> collection, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return ItemCount.Of(await count(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            if (await TableStatistics.RowsAsync(collection()).ConfigureAwait(false) is { } rows) return ItemCount.About(rows);
            throw;
        }
    }
}
