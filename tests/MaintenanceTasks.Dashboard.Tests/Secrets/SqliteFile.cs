using Microsoft.Data.Sqlite;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A database file, and everything that stands in it.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-tasks-").FullName;

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "runs.db"), Pooling = false }.ToString();

    /// <summary>Every row of every table, as text.</summary>
    public IReadOnlyList<string> Rows()
    {
        using var connection = Open();
        var rows = new List<string>();
        foreach (var table in Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => row[0]))
        {
            rows.AddRange(Read(connection, $"SELECT '{table}' AS table_name, * FROM \"{table}\"").Select(row => string.Join(" | ", row)));
        }

        return rows;
    }

    /// <summary>The bytes of the database and of the files beside it, the log of writes brought in first.</summary>
    public IReadOnlyList<byte[]> Files()
    {
        // The last one that closes removes the log: this one stays until it was read.
        using var connection = Open();
        Read(connection, "SELECT name FROM sqlite_master");
        var before = Bytes();
        Read(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return [.. before, .. Bytes()];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private byte[][] Bytes() => [.. Directory.GetFiles(_folder).Select(Read)];

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString() ?? "")]);
        return rows;
    }
}
