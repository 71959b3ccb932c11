using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

internal static class DatabaseKinds
{
    public static DatabaseKind Of(DbContext db) => db.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => DatabaseKind.Sqlite,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => DatabaseKind.PostgreSql,
        _ => DatabaseKind.Other,
    };

    public static DatabaseKind Of(DbConnection connection) => connection.GetType().FullName switch
    {
        "Microsoft.Data.Sqlite.SqliteConnection" => DatabaseKind.Sqlite,
        "Npgsql.NpgsqlConnection" => DatabaseKind.PostgreSql,
        _ => DatabaseKind.Other,
    };

    public static bool IsSqlite(DbContext db) => Of(db) == DatabaseKind.Sqlite;
}
