using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>
/// The number of the newest run of each task, by a step back in the index for each task instead of one for each run. A database that cannot be told to
/// take them groups all runs.
/// </summary>
internal static class NewestIds
{
    public static async Task<IReadOnlyList<(string Task, long Id)>> NewestIdsAsync(this DbContext db, CancellationToken cancellationToken)
    {
        if (DatabaseKinds.Of(db) is DatabaseKind.Sqlite or DatabaseKind.PostgreSql) return await StepAsync(db, cancellationToken).ConfigureAwait(false);
        var rows = await db.Rows<RunRow>().GroupBy(row => row.Task).Select(group => new { Task = group.Key, Id = group.Max(row => row.Id) })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Task, row.Id))];
    }

    /// <summary>Not by FromSql: Entity Framework Core keeps no statement that is made around one, and would translate it anew each time.</summary>
    private static Task<IReadOnlyList<(string Task, long Id)>> StepAsync(DbContext db, CancellationToken cancellationToken)
    {
        var select = new RowStatement<RunRow>(db, db.Model);
        return select.Append(Sql(select, DatabaseKinds.IsSqlite(db))).ReadAsync(row => (row.GetString(0), row.GetInt64(1)), cancellationToken);
    }

    private static string Sql(RowStatement<RunRow> select, bool isSqlite)
    {
        var (table, task, id) = (select.Table, select.Column(nameof(RunRow.Task)), select.Column(nameof(RunRow.Id)));
        string Last(string name, string where = "") =>
            $"SELECT {name}.{task}, {name}.{id} FROM {table} AS {name} {where} ORDER BY {name}.{task} DESC, {name}.{id} DESC LIMIT 1";
        var before = isSqlite
            ? $"JOIN {table} AS n ON n.{id} = (SELECT l.{id} FROM ({Last("r", $"WHERE r.{task} < s.task")}) AS l)"
            : $"CROSS JOIN LATERAL ({Last("r", $"WHERE r.{task} < s.task")}) AS n";
        return $"""
            WITH RECURSIVE steps(task, id) AS (
                SELECT * FROM ({Last("f")}) AS last
                UNION ALL
                SELECT n.{task}, n.{id} FROM steps AS s {before})
            SELECT s.task, s.id FROM steps AS s
            """;
    }
}
