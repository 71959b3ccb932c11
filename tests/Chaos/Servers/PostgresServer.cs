using Chaos.Processes;
using Npgsql;

namespace Chaos.Servers;

/// <summary>A PostgreSQL server with databases of the sample, which are dropped at the end.</summary>
internal sealed class PostgresServer(string connectionString) : IDisposable
{
    private readonly string _prefix = $"chaos_{Guid.NewGuid():N}"[..20];
    private readonly Dictionary<int, string> _seeds = [];
    private readonly List<string> _databases = [];

    /// <summary>The server that <c>MT_POSTGRES</c> names.</summary>
    public static PostgresServer Given() => new(Environment.GetEnvironmentVariable("MT_POSTGRES") is { Length: > 0 } given
        ? given
        : throw new FormatException("Expected a PostgreSQL server in MT_POSTGRES, for example Host=127.0.0.1;Username=postgres;Database=postgres, found none."));

    /// <summary>A fresh database with so many posts: a copy of the first one with as many.</summary>
    public async Task<PostgresBlog> SeedAsync(Workspace workspace, int posts)
    {
        var directory = Path.GetDirectoryName(workspace.NewPath("here"))!;
        if (!_seeds.TryGetValue(posts, out var seed))
        {
            seed = NewName();
            var made = await BlogCommand.RunAsync(Of(seed), directory, ["list"], [("Blog__Posts", $"{posts}")]);
            if (made.ExitCode != 0) throw new InvalidOperationException($"The seed failed: {made.Error}");
            _seeds[posts] = seed;
        }

        var name = NewName();
        Execute($"CREATE DATABASE {name} TEMPLATE {seed}");
        return new PostgresBlog(Of(name), directory);
    }

    /// <summary>An empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string NewDatabase()
    {
        var name = NewName();
        Execute($"CREATE DATABASE {name}");
        return Of(name);
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var name in _databases) Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        _databases.Clear();
    }

    private string NewName()
    {
        var name = $"{_prefix}_{_databases.Count}";
        _databases.Add(name);
        return name;
    }

    private string Of(string database) => new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ToString();

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}
