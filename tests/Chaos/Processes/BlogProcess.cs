using System.Diagnostics;
using System.Reflection;

namespace Chaos.Processes;

/// <summary>How a process of the sample is started.</summary>
internal static class BlogProcess
{
    /// <summary>The sample. <c>Old</c> and <c>New</c> are two builds of a small application.</summary>
    public const string Sample = "Blog";

    /// <summary>A small application whose tasks only enter what they did.</summary>
    public const string Ledger = "Ledger";

    /// <summary>A small application with many tenants.</summary>
    public const string Tenants = "Tenants";

    public static Process Start(
        string connectionString, string directory, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment,
        string[]? launcher = null, string program = Sample)
    {
        string[] command = [.. launcher ?? [], "dotnet", PathOf(program), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Blog"] = connectionString;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        ProcessNotes.Add(process.Id);
        return process;
    }

    // Where hundreds of processes are started: one that was compiled ahead starts in half the time.
    private static string PathOf(string program) => Environment.GetEnvironmentVariable($"MT_PROGRAM_{program.ToUpperInvariant()}")
        ?? typeof(BlogProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == program).Value!;
}
