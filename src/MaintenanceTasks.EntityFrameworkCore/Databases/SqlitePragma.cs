using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Settings of a SQLite connection, which only a statement tells.</summary>
internal static class SqlitePragma
{
    public static int Pragma(this SqliteTransaction transaction, string name)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA " + name;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
