using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// Keeps a context's connection open from one page to the next, where pages take little time and change nothing: given back after each of them it
/// would be reset each time (a statement on PostgreSQL, a score of functions on SQLite), and the next page may meet a session that is cold.
/// </summary>
/// <param name="db">The context.</param>
/// <param name="time">The clock.</param>
internal sealed class KeptConnection(DbContext db, TimeProvider time)
{
    /// <summary>What a page may take. Of more the reset is no part worth a connection that others may need.</summary>
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(100);

    /// <summary>A pool that wants to be rid of a connection waits no longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private long? _began;
    private long? _keptSince;
    private bool _isOthers;

    /// <summary>Called before a page is read.</summary>
    /// <param name="isWanted">True when the page before changed nothing.</param>
    /// <param name="cancellationToken">Gives up waiting for a connection.</param>
    public async Task BeforePageAsync(bool isWanted, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var isQuick = _began is { } began && time.GetElapsedTime(began, now) < Little;
        _began = now;
        if (!isWanted || !isQuick || _isOthers || (_keptSince is { } since && time.GetElapsedTime(since, now) > Longest))
        {
            Release();
        }
        else if (_keptSince is null)
        {
            await db.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            _keptSince = now;
        }
    }

    /// <summary>Keeps it no more, now and later: somebody else has got the context, who may open the connection himself, which fails when it is open.</summary>
    public void LeaveToOthers()
    {
        _isOthers = true;
        Release();
    }

    public void Release()
    {
        if (_keptSince is null) return;
        _keptSince = null;
        db.Database.CloseConnection();
    }
}
