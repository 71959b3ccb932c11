using System.Diagnostics;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>A command that was run to its end, in a folder.</summary>
internal sealed record Command(string Line, int ExitCode, string Output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What <c>dotnet test</c> sets for itself and its children must not change what a person would see.</summary>
    private static readonly string[] OfTheTestRun =
        ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    public static ProcessStartInfo Prepare(string folder, IReadOnlyDictionary<string, string> environment, string program, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in OfTheTestRun) start.Environment.Remove(name);

        // Nothing may stay behind that outlives the command.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }

    /// <summary>Runs a command and reads what it says on both of its outputs.</summary>
    public static async Task<Command> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] words)
    {
        using var process = Process.Start(Prepare(folder, environment, program, words))!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new Command($"{program} {string.Join(' ', words)}", process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public Command Succeeded()
    {
        Assert.True(ExitCode == 0, $"`{Line}` ended with {ExitCode}:\n{Output}");
        return this;
    }
}
