using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The newest run of each task, by a step back in the index for each task instead of one for each run. A database that cannot be told to
/// take them groups all runs.
/// </summary>
internal static class NewestRuns
{
    public static async Task<IQueryable<RunRow>> NewestRunsAsync(this DbContext db, CancellationToken cancellationToken)
    {
        if (DatabaseKinds.Of(db) is DatabaseKind.Sqlite or DatabaseKind.PostgreSql) return db.Set<RunRow>().FromSqlRaw(Sql(db)).AsNoTracking().IgnoreQueryFilters();
        var newest = await db.Rows<RunRow>().GroupBy(row => row.Task).Select(group => group.Max(row => row.Id)).ToArrayAsync(cancellationToken).ConfigureAwait(false);
        return db.Rows<RunRow>().Where(row => EF.Parameter(newest).Contains(row.Id));
    }

    private static string Sql(DbContext db)
    {
        var type = db.Model.FindEntityType(typeof(RunRow))!;
        var store = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var sql = db.GetService<ISqlGenerationHelper>();
        var table = sql.DelimitIdentifier(store.Name, store.Schema);
        var (task, id) = (Column(nameof(RunRow.Task)), Column(nameof(RunRow.Id)));
        string Last(string name, string where = "") =>
            $"SELECT {name}.{task}, {name}.{id} FROM {table} AS {name} {where} ORDER BY {name}.{task} DESC, {name}.{id} DESC LIMIT 1";
        var before = DatabaseKinds.IsSqlite(db)
            ? $"JOIN {table} AS n ON n.{id} = (SELECT l.{id} FROM ({Last("r", $"WHERE r.{task} < s.task")}) AS l)"
            : $"CROSS JOIN LATERAL ({Last("r", $"WHERE r.{task} < s.task")}) AS n";
        return $"""
            WITH RECURSIVE steps(task, id) AS (
                SELECT * FROM ({Last("f")}) AS last
                UNION ALL
                SELECT n.{task}, n.{id} FROM steps AS s {before})
            SELECT r.* FROM steps AS s JOIN {table} AS r ON r.{id} = s.id
            """;

        string Column(string property) => sql.DelimitIdentifier(type.FindProperty(property)!.GetColumnName(store)!);
    }
}
