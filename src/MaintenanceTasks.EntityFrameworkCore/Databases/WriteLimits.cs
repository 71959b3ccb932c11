using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// How long a transaction of ours may hold up others, where the database keeps watch over it (PostgreSQL): the locks of a process whose
/// machine has vanished would stay until the server finds out, which takes hours.
/// </summary>
/// <param name="Idle">The longest pause between two statements; then the server ends the transaction.</param>
/// <param name="Wait">The longest wait for a lock, after which the statement is tried again; null waits for ever.</param>
internal sealed record WriteLimits(TimeSpan Idle, TimeSpan? Wait = null)
{
    /// <summary>Tells the server. Npgsql sends it together with the begin of the transaction.</summary>
    public async Task SetAsync(DbContext db, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = Command(db, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Set(DbContext db, IDbContextTransaction transaction)
    {
        using var command = Command(db, transaction);
        command.ExecuteNonQuery();
    }

    // On the connection itself: interceptors of the application have nothing to do with it.
    private DbCommand Command(DbContext db, IDbContextTransaction transaction)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = Setting("idle_in_transaction_session_timeout", Idle) + (Wait is { } wait ? "; " + Setting("lock_timeout", wait) : "");
        return command;
    }

    private static string Setting(string name, TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"SET LOCAL {name} = {Math.Min((long)time.TotalMilliseconds, int.MaxValue)}");
}
