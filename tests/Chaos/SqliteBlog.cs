using Chaos.Processes;
using Microsoft.Data.Sqlite;

namespace Chaos;

/// <summary>The sample on a SQLite file.</summary>
internal sealed class SqliteBlog(string path) : BlogDatabase(BlogCommand.ConnectionString(path), System.IO.Path.GetDirectoryName(path)!)
{
    public string Path => path;

    /// <summary>Opens a connection that waits for its turn to write as the sample does.</summary>
    public override SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute(connection, "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL");
        return connection;
    }
}
