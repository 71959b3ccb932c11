using System.Diagnostics;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A web application in a process of its own, on a port of its choice.</summary>
internal sealed class ServedApplication : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private ServedApplication(Process process) => _process = process;

    public static ServedApplication Start(string folder, IReadOnlyDictionary<string, string> environment, string assembly) =>
        new(Process.Start(Command.Prepare(folder, environment, "dotnet", [assembly, "--urls", "http://127.0.0.1:0"]))!);

    /// <summary>Waits for the address and reads one page; a failure status throws.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var patience = new CancellationTokenSource(Patience);
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is var at && at < 0) continue;
            using var client = new HttpClient { BaseAddress = new Uri(line[(at + Announcement.Length)..].Trim()) };
            return await client.GetStringAsync(new Uri(path, UriKind.Relative), patience.Token);
        }

        throw new InvalidOperationException("The application ended before it said where it listens.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
