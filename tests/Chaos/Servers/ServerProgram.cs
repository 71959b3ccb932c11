using System.Diagnostics;

namespace Chaos.Servers;

/// <summary>A program that sets something up and ends.</summary>
internal static class ServerProgram
{
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static void Run(params string[] command)
    {
        // Output goes nowhere: a server that it leaves behind would inherit a pipe and keep it open.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", .. command]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
