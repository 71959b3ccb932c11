using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Chaos.Processes;
using Npgsql;

namespace Chaos.Servers;

/// <summary>A PgBouncer in front of a database, in transaction mode: each transaction may run on another connection of the server. A user without privileges runs it.</summary>
internal sealed class PgBouncer : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("chaos-pgbouncer-").FullName;
    private readonly Process _process;

    public PgBouncer(string connectionString)
    {
        var behind = new NpgsqlConnectionStringBuilder(connectionString);
        var port = Workspace.FreePort();
        var settings = Path.Combine(_directory, "pgbouncer.ini");
        File.WriteAllText(settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            {behind.Database} = host={behind.Host} port={behind.Port} user={behind.Username} {(behind.Password is { } password ? $"password={password}" : "")}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 10
            max_client_conn = 500
            ignore_startup_parameters = extra_float_digits
            logfile = {Path.Combine(_directory, "log")}
            """));
        string[] unprivileged = [];
        if (Environment.UserName == "root")
        {
            ServerProgram.Run("chown", "-R", "nobody", _directory);
            unprivileged = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];
        }

        string[] command = [.. unprivileged, Find(), "-q", settings];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" })!;
        ProcessNotes.Add(_process.Id);

        // What Npgsql would send to clear up a connection would clear up somebody else's behind a pooler.
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = port, NoResetOnClose = true }.ToString();
        Await(port);
    }

    public string ConnectionString { get; }

    public void Dispose()
    {
        if (!_process.HasExited) Signal.Send(_process.Id, Signal.Kill);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Find() => ((string?[])[Environment.GetEnvironmentVariable("MT_PGBOUNCER"), "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"]).FirstOrDefault(File.Exists)
        ?? throw new FormatException("Expected pgbouncer (Debian package pgbouncer) on this machine, found none.");

    private void Await(int port)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromSeconds(30) && !_process.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }
}
