using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Begins a transaction that has SQLite's only write lock, or waits its turn by asking again every few milliseconds. The
/// driver itself sleeps 150 ms between two tries, and a busy time-out up to 100 ms: against transactions back to back both starve.
/// </summary>
internal static class SqliteWriteLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    /// <returns>The transaction, and whether somebody else was seen to hold the lock before.</returns>
    public static async Task<(SqliteTransaction Transaction, bool Contended)> TakeAsync(
        SqliteConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        var contended = false;
        using var turn = new Turn(connection);
        while (!turn.TryBegin(giveUp: waiting.Elapsed >= patience))
        {
            contended = true;
            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }

        return (turn.Transaction, contended);
    }

    /// <summary>The same without the thread pool, for the thread that beats.</summary>
    public static SqliteTransaction Take(SqliteConnection connection, TimeSpan patience)
    {
        var waiting = Stopwatch.StartNew();
        using var turn = new Turn(connection);
        using var never = new ManualResetEventSlim();
        while (!turn.TryBegin(giveUp: waiting.Elapsed >= patience)) never.Wait(Poll);
        return turn.Transaction;
    }

    /// <summary>One wait for the lock: the driver's transaction object, whose BEGIN is exchanged for one that does not sleep.</summary>
    private sealed class Turn : IDisposable
    {
        private readonly sqlite3 _handle;
        private readonly int _busyTimeout;
        private bool _taken;

        public Turn(SqliteConnection connection)
        {
            Transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
            _handle = connection.Handle!;
            _busyTimeout = Transaction.Pragma("busy_timeout");
            raw.sqlite3_busy_timeout(_handle, 0);
            Execute("COMMIT");
        }

        public SqliteTransaction Transaction { get; }

        public bool TryBegin(bool giveUp)
        {
            var result = Execute("BEGIN IMMEDIATE");
            _taken = result == raw.SQLITE_OK;
            if (_taken) return true;
            if (result == raw.SQLITE_BUSY && !giveUp) return false;
            throw new SqliteException(raw.sqlite3_errmsg(_handle).utf8_to_string(), result, raw.sqlite3_extended_errcode(_handle));
        }

        public void Dispose()
        {
            raw.sqlite3_busy_timeout(_handle, _busyTimeout);
            if (_taken) return;

            // The driver's object must find a transaction to roll back.
            Execute("BEGIN");
            Transaction.Dispose();
        }

        private int Execute(string sql) => raw.sqlite3_exec(_handle, sql);
    }
}
