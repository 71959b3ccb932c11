using System.Diagnostics;

namespace Chaos.Processes;

/// <summary>A verb of the command line of the sample that has ended.</summary>
internal sealed record BlogCommand(int ExitCode, string Output, string Error, TimeSpan Took)
{
    public static string ConnectionString(string path) => $"Data Source={path}";

    public static Task<BlogCommand> RunAsync(string path, string[] verb, params (string Name, string Value)[] environment) =>
        RunAsync(ConnectionString(path), Path.GetDirectoryName(path)!, verb, environment);

    public static Task<BlogCommand> RunAsync(BlogDatabase database, string[] verb, params (string Name, string Value)[] environment) =>
        RunAsync(database.ConnectionString, database.Directory, verb, environment);

    public static async Task<BlogCommand> RunAsync(
        string connectionString, string directory, string[] verb, (string Name, string Value)[]? environment = null, string[]? launcher = null,
        string program = BlogProcess.Sample)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = BlogProcess.Start(connectionString, directory, ["maintenance-tasks", .. verb], environment ?? [], launcher, program);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Proof.Patience);
        return new BlogCommand(process.ExitCode, await output, await error, Stopwatch.GetElapsedTime(began));
    }
}
