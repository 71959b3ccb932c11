using System.Globalization;
using System.Runtime.InteropServices;
using Chaos.Processes;

namespace Chaos.Servers;

/// <summary>A throw-away PostgreSQL cluster of a scenario's own, which it may stop and start: on this machine, as a user without privileges.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("chaos-postgres-").FullName;
    private readonly string _programs = FindPrograms();
    private readonly string[] _as = [];
    private readonly PosixSignalRegistration[] _signals;

    /// <param name="network">A network from which it can be reached; null for this machine alone.</param>
    public PostgresCluster(PrivateNetwork? network = null)
    {
        if (Environment.UserName == "root")
        {
            // PostgreSQL refuses to run as root.
            ServerProgram.Run("chown", "postgres", _directory);
            _as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"];
        }

        var (port, address) = (Workspace.FreePort(), network?.Server ?? "127.0.0.1");
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"Host={address};Port={port};Username=postgres;Database=postgres");
        Program("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C");
        if (network is not null) File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), $"host all all {network.Subnet} trust\n");

        // The operating system stays up, so what a process has written is there after a restart without a flush to the disk.
        Program("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_directory, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses={address} -c unix_socket_directories='' -c fsync=off -c max_connections=200"), "start");
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Dispose()), PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Dispose())];
        ProcessNotes.Add(Postmaster);
    }

    public string ConnectionString { get; }

    private string Data => Path.Combine(_directory, "data");

    private int Postmaster => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Ends every process of the server at once, as a crash would, and starts it again; it recovers from its log.</summary>
    public void RestartAtOnce()
    {
        Program("pg_ctl", "-D", Data, "-w", "-t", "120", "-m", "immediate", "-l", Path.Combine(_directory, "log"), "restart");
        ProcessNotes.Add(Postmaster);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var signal in _signals) signal.Dispose();
        if (!Directory.Exists(_directory)) return;
        Program("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private static string FindPrograms()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : []);
        var initdb = folders.Select(folder => Path.Combine(folder, "initdb")).FirstOrDefault(File.Exists)
            ?? throw new FormatException("Expected the programs of PostgreSQL (initdb, pg_ctl) on this machine, found none.");
        return Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb)!;
    }

    private void Program(string name, params string[] arguments) => ServerProgram.Run([.. _as, Path.Combine(_programs, name), .. arguments]);

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
