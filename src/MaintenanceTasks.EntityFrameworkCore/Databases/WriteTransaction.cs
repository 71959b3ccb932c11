using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>A short transaction that writes, begun the way its database needs it.</summary>
internal sealed class WriteTransaction : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly DbContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly SqliteTransaction? _owned;

    private WriteTransaction(DbContext db, IDbContextTransaction transaction, SqliteTransaction? owned, bool contended = false) =>
        (_db, _transaction, _owned, Contended) = (db, transaction, owned, contended);

    /// <summary>True when somebody else was seen to hold the write lock before it was had.</summary>
    public bool Contended { get; }

    public static async Task<WriteTransaction> BeginAsync(DbContext db, WriteLimits limits, CancellationToken cancellationToken)
    {
        if (DatabaseKinds.Of(db) is not DatabaseKind.Sqlite and var kind)
        {
            var begun = new WriteTransaction(db, await db.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false), null);
            if (kind != DatabaseKind.PostgreSql) return begun;
            try
            {
                await limits.SetAsync(db, begun._transaction, cancellationToken).ConfigureAwait(false);
                return begun;
            }
            catch
            {
                await begun.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var (owned, contended) = await SqliteWriteLock.TakeAsync(connection, Patience, cancellationToken).ConfigureAwait(false);
            return new WriteTransaction(db, (await db.Database.UseTransactionAsync(owned, cancellationToken).ConfigureAwait(false))!, owned, contended);
        }
        catch
        {
            await db.Database.CloseConnectionAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same without the thread pool, for the thread that beats.</summary>
    public static WriteTransaction Begin(DbContext db, WriteLimits limits)
    {
        if (DatabaseKinds.Of(db) is not DatabaseKind.Sqlite and var kind)
        {
            var begun = new WriteTransaction(db, db.Database.BeginTransaction(), null);
            if (kind != DatabaseKind.PostgreSql) return begun;
            try
            {
                limits.Set(db, begun._transaction);
                return begun;
            }
            catch
            {
                begun.Dispose();
                throw;
            }
        }

        db.Database.OpenConnection();
        try
        {
            var owned = SqliteWriteLock.Take((SqliteConnection)db.Database.GetDbConnection(), Patience);
            return new WriteTransaction(db, db.Database.UseTransaction(owned)!, owned);
        }
        catch
        {
            db.Database.CloseConnection();
            throw;
        }
    }

    /// <summary>What keeps the commit from copying the write-ahead log; null elsewhere than on SQLite, and where the application keeps it from that.</summary>
    public SqliteLog? DeferLog() => _owned is null ? null : SqliteLog.Of(_owned);

    // Not cancellable: a commit cut off half-way leaves open whether it happened.
    public Task CommitAsync() => _transaction.CommitAsync(CancellationToken.None);

    public void Commit() => _transaction.Commit();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync().ConfigureAwait(false);
        if (_owned is null) return;
        await _owned.DisposeAsync().ConfigureAwait(false);
        await _db.Database.CloseConnectionAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _transaction.Dispose();
        if (_owned is null) return;
        _owned.Dispose();
        _db.Database.CloseConnection();
    }
}
