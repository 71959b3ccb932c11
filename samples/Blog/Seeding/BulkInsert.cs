using Microsoft.Data.Sqlite;

namespace Blog.Seeding;

/// <summary>One prepared INSERT, run again and again with other values.</summary>
internal sealed class BulkInsert : IDisposable
{
    private readonly SqliteCommand _command;

    public BulkInsert(SqliteConnection connection, SeedTable table)
    {
        _command = connection.CreateCommand();
        _command.CommandText =
            $"INSERT INTO {table.Name} ({string.Join(", ", table.Columns)}) VALUES ({string.Join(", ", table.Columns.Select(column => "$" + column))})";
        foreach (var column in table.Columns) _command.Parameters.Add(new SqliteParameter("$" + column, null));
    }

    public void Row(object[] values)
    {
        for (var index = 0; index < values.Length; index++) _command.Parameters[index].Value = values[index];
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
