using System.Data.Common;
using System.Diagnostics;
using System.Globalization;

namespace Chaos;

/// <summary>The database of the sample as an outsider sees it: plain SQL, nothing of the library.</summary>
internal abstract class BlogDatabase(string connectionString, string directory)
{
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(1);

    public string ConnectionString => connectionString;

    /// <summary>Where the processes on this database run.</summary>
    public string Directory => directory;

    public abstract DbConnection Open();

    /// <summary>The beginning of a statement that has the numbers from 1 on in <c>numbers(number)</c>.</summary>
    public virtual string Numbers(int most) => string.Create(
        CultureInfo.InvariantCulture, $"WITH RECURSIVE numbers(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < {most})");

    public static int Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public int Execute(string sql)
    {
        using var connection = Open();
        return Execute(connection, sql);
    }

    public IReadOnlyList<T> Query<T>(string sql, Func<DbDataReader, T> read)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return QueryOnce(sql, read);
            }
            catch (DbException exception) when (Passes(exception) && Stopwatch.GetElapsedTime(began) < Away)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>A value as text; times sort and parse in it.</summary>
    public static string Cell(DbDataReader row, int column) => row.GetValue(column) is DateTime time
        ? time.ToString("O", CultureInfo.InvariantCulture)
        : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)!;

    /// <summary>True for a failure that comes from a server that is away for a moment.</summary>
    protected virtual bool Passes(DbException failure) => false;

    public string? Text(string sql) =>
        Query(sql, reader => reader.IsDBNull(0) ? null : Cell(reader, 0)) is [var first, ..] ? first : null;

    public long Number(string sql) => long.Parse(Text(sql) ?? "0", CultureInfo.InvariantCulture);

    public long NewestRun(string task) => Number($"SELECT MAX(id) FROM maintenance_task_runs WHERE task = '{task}'");

    public string Status(long run) => Text($"SELECT status FROM maintenance_task_runs WHERE id = {run}") ?? "missing";

    public string Error(long run) => Text($"SELECT error_message FROM maintenance_task_runs WHERE id = {run}") ?? "";

    /// <summary>Items done, as committed.</summary>
    public long Ticks(long run) => Number($"SELECT SUM(ticks) FROM maintenance_task_partitions WHERE run_id = {run}");

    public string Cursor(long run) => Text($"SELECT cursor FROM maintenance_task_partitions WHERE run_id = {run}") ?? "";

    public DateTime MovedAt(long run) => Time(Text($"SELECT MAX(moved_at) FROM maintenance_task_partitions WHERE run_id = {run}")!);

    /// <summary>When a worker last claimed a partition of a run.</summary>
    public DateTime ClaimedAt(long run) => Time(Text($"SELECT MAX(at) FROM maintenance_task_events WHERE run_id = {run} AND kind = 'claimed'")!);

    /// <summary>When a run was claimed first.</summary>
    public DateTime StartedAt(long run) => Time(Text($"SELECT started_at FROM maintenance_task_runs WHERE id = {run}")!);

    /// <summary>When a run last came to a status.</summary>
    public DateTime ReachedAt(long run, string status) =>
        Time(Text($"SELECT MAX(at) FROM maintenance_task_events WHERE run_id = {run} AND to_status = '{status}'")!);

    /// <summary>Each revision that posts have, with the number of posts.</summary>
    public IReadOnlyDictionary<long, long> Revisions() =>
        Query("SELECT \"Revision\", COUNT(*) FROM \"Posts\" GROUP BY \"Revision\"", reader => (reader.GetInt64(0), reader.GetInt64(1))).ToDictionary();

    public bool EveryRevisionIs(int revision) => Revisions().Keys.SequenceEqual([revision]);

    public string RevisionsInWords() => string.Join(", ", Revisions().OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} with {pair.Key}"));

    public long PostsWithoutSlug() => Number("SELECT COUNT(*) FROM \"Posts\" WHERE \"Slug\" IS NULL");

    private List<T> QueryOnce<T>(string sql, Func<DbDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private static DateTime Time(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
