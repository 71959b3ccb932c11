using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The id of the newest run of each task, by two steps of the index for each task instead of one for each run. A database that cannot be
/// told to take them groups all runs.
/// </summary>
internal static class NewestRuns
{
    public static async Task<long[]> ReadAsync(DbContext db, CancellationToken cancellationToken)
    {
        var ids = DatabaseKinds.Of(db) is DatabaseKind.Other
            ? db.Rows<RunRow>().GroupBy(row => row.Task).Select(group => group.Max(row => row.Id))
            : db.Database.SqlQueryRaw<long>(Sql(db));
        return await ids.ToArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Sql(DbContext db)
    {
        var type = db.Model.FindEntityType(typeof(RunRow))!;
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(store.Name, store.Schema);
        var task = Column(nameof(RunRow.Task));
        return $"""
            WITH RECURSIVE steps(task) AS (
                SELECT MIN({task}) FROM {table}
                UNION ALL
                SELECT (SELECT MIN(r.{task}) FROM {table} AS r WHERE r.{task} > s.task) FROM steps AS s WHERE s.task IS NOT NULL)
            SELECT (SELECT MAX(r.{Column(nameof(RunRow.Id))}) FROM {table} AS r WHERE r.{task} = s.task) AS "Value" FROM steps AS s WHERE s.task IS NOT NULL
            """;

        string Column(string property) => sql.DelimitIdentifier(type.FindProperty(property)!.GetColumnName(store)!);
    }
}
