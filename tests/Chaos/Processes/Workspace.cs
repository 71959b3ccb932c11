using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Chaos.Servers;

namespace Chaos.Processes;

/// <summary>A temporary directory with databases of the sample, and the processes that work on them. Disposing ends and removes all of it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("chaos-").FullName;
    private readonly List<BlogHost> _hosts = [];
    private readonly Dictionary<int, string> _seeds = [];
    private readonly PosixSignalRegistration _terminated;
    private int _databases;

    public Workspace()
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        Console.CancelKeyPress += OnExit;

        // Without a host .NET dies of it at once, and the processes would live on.
        _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => EndAll());
    }

    /// <summary>A path in a directory of its own that does not exist yet.</summary>
    public string NewPath(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory, $"{++_databases}"));
        return Path.Combine(folder.FullName, name);
    }

    /// <summary>A fresh database with so many posts.</summary>
    public async Task<SqliteBlog> SeedAsync(int posts)
    {
        if (!_seeds.TryGetValue(posts, out var seed))
        {
            seed = NewPath("seed.db");
            var made = await BlogCommand.RunAsync(seed, ["list"], ("Blog__Posts", $"{posts}"));
            if (made.ExitCode != 0) throw new InvalidOperationException($"The seed failed: {made.Error}");
            _seeds[posts] = seed;
        }

        var path = NewPath("blog.db");
        File.Copy(seed, path);
        return new SqliteBlog(path);
    }

    /// <summary>Starts the web application of the sample on a database.</summary>
    public BlogHost Start(BlogDatabase database, params (string Name, string Value)[] environment) => Start(database, null, environment);

    /// <summary>The same on another machine, or here.</summary>
    public BlogHost Start(BlogDatabase database, NetworkNode? node, params (string Name, string Value)[] environment) =>
        Start(BlogProcess.Sample, database.ConnectionString, database.Directory, environment, node);

    public BlogHost Start(string connectionString, string directory, params (string Name, string Value)[] environment) =>
        Start(BlogProcess.Sample, connectionString, directory, environment);

    /// <summary>Starts another program than the sample, or on another machine.</summary>
    public BlogHost Start(
        string program, string connectionString, string directory, (string Name, string Value)[] environment, NetworkNode? node = null,
        string[]? launcher = null)
    {
        var host = new BlogHost(connectionString, directory, node?.Address ?? "127.0.0.1", FreePort(), environment, node?.Launcher ?? launcher, program);
        lock (_hosts) _hosts.Add(host);
        return host;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Console.CancelKeyPress -= OnExit;
        _terminated.Dispose();
        EndAll();
    }

    private void OnExit(object? sender, EventArgs e) => EndAll();

    private void EndAll()
    {
        lock (_hosts)
        {
            foreach (var host in _hosts) host.Dispose();
            _hosts.Clear();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
