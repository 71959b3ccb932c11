using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Bench.Data;

/// <summary>What applications set on SQLite: with a write-ahead log, a commit need not wait for the disk to survive a kill.</summary>
internal sealed class QuickCommits : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL";
        command.ExecuteNonQuery();
    }
}
