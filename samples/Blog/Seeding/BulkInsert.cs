using Microsoft.Data.Sqlite;

namespace Blog.Seeding;

/// <summary>One prepared INSERT, run again and again with other values.</summary>
internal sealed class BulkInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public BulkInsert(SqliteConnection connection, string table, params string[] columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText =
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
        foreach (var column in columns) _command.Parameters.Add(new SqliteParameter("$" + column, null));
    }

    public void Row(params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++) _command.Parameters[index].Value = values[index];
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
