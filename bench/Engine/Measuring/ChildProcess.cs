using System.Diagnostics;

namespace Bench.Measuring;

/// <summary>The benchmark once more, in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        using var process = Process.Start(new ProcessStartInfo(program, [.. assembly, .. arguments]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
