using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

internal static class DatabaseKinds
{
    public static DatabaseKind Of(DbContext db) => db.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => DatabaseKind.Sqlite,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => DatabaseKind.PostgreSql,
        "Microsoft.EntityFrameworkCore.SqlServer" => DatabaseKind.SqlServer,
        _ => DatabaseKind.Other,
    };

    public static DatabaseKind Of(DbConnection connection) => connection.GetType().FullName switch
    {
        "Microsoft.Data.Sqlite.SqliteConnection" => DatabaseKind.Sqlite,
        "Npgsql.NpgsqlConnection" => DatabaseKind.PostgreSql,
        "Microsoft.Data.SqlClient.SqlConnection" => DatabaseKind.SqlServer,
        _ => DatabaseKind.Other,
    };

    public static bool IsSqlite(DbContext db) => Of(db) == DatabaseKind.Sqlite;
}
