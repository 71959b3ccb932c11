using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A disk with so many pages for a SQLite file, until there is more room.</summary>
internal sealed class FullDisk : DbConnectionInterceptor
{
    /// <summary>The most pages the file may have; null for no limit.</summary>
    public int? Pages { get; set; }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA max_page_count = {Pages ?? 1_000_000}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA max_page_count = {Pages ?? 1_000_000}");
        command.ExecuteNonQuery();
    }
}
