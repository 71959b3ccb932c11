using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chaos.Processes;

namespace MaintenanceTasks;

/// <summary>An nginx of its own in front of an application, set as it comes but for the prefix that it takes away.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    public const string Prefix = "/shop";
    private readonly string _folder = Directory.CreateTempSubdirectory("nginx-").FullName;
    private readonly Process _process;

    private Nginx(string program, Uri application, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        string[] temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        File.WriteAllText(Path.Combine(_folder, "nginx.conf"), $$"""
            daemon off; master_process off; pid {{_folder}}/pid; error_log stderr;
            events { }
            http {
              access_log off;
              {{string.Join(' ', temporary.Select(name => $"{name}_temp_path {_folder}/{name};"))}}
              server {
                listen 127.0.0.1:{{port}};
                location {{Prefix}}/ { proxy_pass {{application.GetLeftPart(UriPartial.Authority)}}/; proxy_set_header X-Forwarded-Prefix {{Prefix}}; }
              }
            }
            """);
        _process = Process.Start(new ProcessStartInfo(program, ["-p", _folder, "-c", "nginx.conf", "-e", "stderr"]))!;
        ProcessNotes.Add(_process.Id);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Where it is installed, or null.</summary>
    public static string? Program { get; } = new[] { Environment.GetEnvironmentVariable("MT_NGINX"), "/usr/sbin/nginx" }.FirstOrDefault(File.Exists);

    public static async Task<Nginx> StartAsync(Uri application)
    {
        var nginx = new Nginx(Program ?? throw new InvalidOperationException("There is no nginx. Install it, or name it in MT_NGINX."), application, FreePort());
        for (var tried = 0; !nginx._process.HasExited && tried < 500; tried++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, nginx.Address.Port);
                return nginx;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }

        await nginx.DisposeAsync();
        throw new InvalidOperationException("nginx does not listen; its messages are among those of the test.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
