using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Chaos;

/// <summary>The database of the sample as an outsider sees it: plain SQL, nothing of the library.</summary>
internal sealed class BlogDatabase(string path)
{
    public string Path => path;

    public string Directory => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>Opens a connection that waits for its turn to write as the sample does.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL");
        return connection;
    }

    public static int Execute(SqliteConnection connection, string sql)
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

    public IReadOnlyList<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public string? Text(string sql) =>
        Query(sql, reader => reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)) is [var first, ..] ? first : null;

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

    /// <summary>When a run last came to a status.</summary>
    public DateTime ReachedAt(long run, string status) =>
        Time(Text($"SELECT MAX(at) FROM maintenance_task_events WHERE run_id = {run} AND to_status = '{status}'")!);

    /// <summary>Each revision that posts have, with the number of posts.</summary>
    public IReadOnlyDictionary<long, long> Revisions() =>
        Query("SELECT Revision, COUNT(*) FROM Posts GROUP BY Revision", reader => (reader.GetInt64(0), reader.GetInt64(1))).ToDictionary();

    public bool EveryRevisionIs(int revision) => Revisions().Keys.SequenceEqual([revision]);

    public string RevisionsInWords() => string.Join(", ", Revisions().OrderBy(pair => pair.Key).Select(pair => $"{pair.Value:N0} with {pair.Key}"));

    public long PostsWithoutSlug() => Number("SELECT COUNT(*) FROM Posts WHERE Slug IS NULL");

    private static DateTime Time(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
