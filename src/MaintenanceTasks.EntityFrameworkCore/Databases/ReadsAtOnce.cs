using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// SQLite answers on the thread that asks, whether or not it is awaited, and awaiting costs some for each row. Where the application listens to
/// commands the questions are asked as it expects them, because a listener may know only the awaited ones.
/// </summary>
internal static class ReadsAtOnce
{
    /// <returns>The context when its pages are to be read without awaiting each row, or null.</returns>
    public static DbContext? Of(DbContext db) =>
        DatabaseKinds.IsSqlite(db) && db.GetService<IInterceptors>().Aggregate<IDbCommandInterceptor>() is null ? db : null;

    public static async Task<List<T>> ListAsync<T>(DbContext db, IQueryable<T> rows, CancellationToken cancellationToken)
    {
        // Awaited, for those who listen to connections.
        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return [.. rows];
        }
        finally
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
        }
    }
}
