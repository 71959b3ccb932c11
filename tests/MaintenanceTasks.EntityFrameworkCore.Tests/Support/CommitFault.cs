using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>
/// Loses commits of pages (contexts that track items), or of the store (contexts that track none): before they happen, or their
/// acknowledgement afterwards.
/// </summary>
internal sealed class CommitFault(bool ofTheStore = false) : DbTransactionInterceptor
{
    /// <summary>Commits still to be lost before they happen.</summary>
    public int Before { get; set; }

    /// <summary>Acknowledgements still to be lost.</summary>
    public int After { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (Before == 0 || !IsMeant(eventData.Context)) return new(result);
        Before--;
        throw new ConnectionLost();
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (After == 0 || !IsMeant(eventData.Context)) return Task.CompletedTask;
        After--;
        throw new ConnectionLost();
    }

    private bool IsMeant(DbContext? db) => (db?.ChangeTracker.Entries<Item>().Any() == true) != ofTheStore;

    public sealed class ConnectionLost() : DbException("the connection was lost")
    {
        public override bool IsTransient => true;
    }
}
