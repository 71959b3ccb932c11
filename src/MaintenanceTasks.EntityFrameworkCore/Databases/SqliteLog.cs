using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The write-ahead log of SQLite during one transaction. A commit that leaves the log long goes on to copy it into the database, after it has released
/// the write lock (https://sqlite.org/c3ref/wal_hook.html). Here the two are done one after the other, so that what is measured as held is held.
/// </summary>
internal sealed class SqliteLog : IDisposable
{
    private const int PagesWrittenByConnection = 9; // SQLITE_DBSTATUS_CACHE_WRITE
    private readonly sqlite3 _handle;
    private readonly int _longest;
    private readonly int _before;

    private SqliteLog(sqlite3 handle, int longest)
    {
        (_handle, _longest, _before) = (handle, longest, Written(handle));
        raw.sqlite3_wal_autocheckpoint(handle, 0);
    }

    /// <summary>Keeps the commit of a transaction from copying the log; null where the application has SQLite not copy it either.</summary>
    public static SqliteLog? Of(SqliteTransaction transaction) =>
        transaction.Pragma("wal_autocheckpoint") is > 0 and var longest ? new SqliteLog(transaction.Connection!.Handle!, longest) : null;

    /// <summary>Pages this transaction has added to the log.</summary>
    public int Added => Written(_handle) - _before;

    /// <summary>True when a log of so many pages is one that SQLite would copy.</summary>
    public bool IsLong(int pages) => pages >= _longest;

    /// <summary>Copies what readers allow, as SQLite does after a commit: when somebody else copies, or it cannot be done, the log stays as it is.</summary>
    public void Copy() => raw.sqlite3_wal_checkpoint_v2(_handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);

    public void Dispose() => raw.sqlite3_wal_autocheckpoint(_handle, _longest);

    private static int Written(sqlite3 handle)
    {
        raw.sqlite3_db_status(handle, PagesWrittenByConnection, out var pages, out _, 0);
        return pages;
    }
}
