using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Loses the acknowledgement of a page's commit, and then lets so many tries of that page find no database.</summary>
/// <param name="commit">Which commit of a page.</param>
/// <param name="tries">How many tries after it find none.</param>
internal sealed class AwayAfterCommit(int commit, int tries) : DbTransactionInterceptor, IDbConnectionInterceptor
{
    private int _commits;
    private int _tries;

    public bool IsOver => _tries == tries;

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        IsPage(eventData.Context) && ++_commits == commit ? throw new CommitFault.ConnectionLost() : Task.CompletedTask;

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        _commits == commit && _tries < tries && IsPage(eventData.Context) && ++_tries > 0 ? throw new CommitFault.ConnectionLost() : new(result);

    private static bool IsPage(DbContext? db) => db?.ChangeTracker.Entries<Item>().Any() == true;
}
