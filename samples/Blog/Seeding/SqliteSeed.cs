using System.Globalization;
using Blog.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blog.Seeding;

/// <summary>
/// Makes the database of the sample in a file that does not exist. It is made beside its place and moved there when it is
/// complete, so that a seed that was killed leaves no half database, only a file that the next start removes.
/// </summary>
internal static class SqliteSeed
{
    /// <summary>Seeds when there is no file and the connection string may create one. A file that exists is left as it is.</summary>
    public static void CreateIfMissing(string connectionString, int posts, ILogger logger)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        var path = connection.DataSource;
        if (connection.Mode != SqliteOpenMode.ReadWriteCreate || path is "" or ":memory:" || File.Exists(path)) return;
        var draft = $"{path}.{Environment.ProcessId}.seeding";
        try
        {
            RemoveAbandonedDrafts(path);
            Create(draft, posts);
            File.Move(draft, path, overwrite: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            // A wrong database does not stop the host: the dashboard says what is missing, and all goes on when it appears.
            if (File.Exists(path)) logger.LogInformation("Another process has made {Path} meanwhile.", path);
            else logger.LogWarning("The sample cannot make its database at {Path}: {Reason}", path, exception.Message);
        }
        finally
        {
            Remove(draft);
        }
    }

    private static void Create(string path, int posts)
    {
        using var progress = new SeedProgress(posts);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        using (var db = new BlogContext(new DbContextOptionsBuilder<BlogContext>().UseSqlite(connectionString).Options))
        {
            db.Database.EnsureCreated();
        }

        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();
            Run(connection, VersionTrigger.Sqlite);
            Run(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
            using (var transaction = connection.BeginTransaction())
            {
                Fill(connection, new BlogRows(posts, progress));
                transaction.Commit();
            }

            Run(connection, "PRAGMA journal_mode = WAL");
        }

        using var file = File.OpenWrite(path);
        file.Flush(flushToDisk: true);
    }

    private static void Fill(SqliteConnection connection, BlogRows rows)
    {
        foreach (var table in rows.Tables)
        {
            using var insert = new BulkInsert(connection, table);
            foreach (var row in table.Rows) insert.Row(row);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void RemoveAbandonedDrafts(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileName(path);
        var alive = System.Diagnostics.Process.GetProcesses().Select(process => process.Id).Where(id => id != Environment.ProcessId).ToHashSet();
        foreach (var draft in Directory.EnumerateFiles(folder, name + ".*.seeding"))
        {
            var owner = Path.GetFileName(draft)[(name.Length + 1)..^".seeding".Length];
            if (int.TryParse(owner, CultureInfo.InvariantCulture, out var id) && !alive.Contains(id)) Remove(draft);
        }
    }

    private static void Remove(string draft)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(draft + suffix);
    }
}
