using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace MaintenanceTasks.Cli.Tests;

/// <summary>An application whose verbs a test calls in its own process.</summary>
internal sealed class Cli : IDisposable
{
    private readonly IHost _host;

    public Cli(Action<IServiceCollection>? configure = null) => _host = Sample.Build(Bench, services =>
    {
        services.RemoveAll<ILoggerProvider>();
        configure?.Invoke(services);
    });

    public Workbench Bench { get; } = new();

    public TaskRunner Runner => _host.Services.GetRequiredService<TaskRunner>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Characters a line of the terminal takes.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Others need not be waited for, unless a test says so.</summary>
    public FollowTimes Times { get; init; } = new() { ClaimWait = TimeSpan.Zero, LookInterval = TimeSpan.FromMilliseconds(10) };

    public Task<Answer> CallAsync(params string[] words) => CallAsync(new StopSignal(_ => { }), words);

    /// <summary>Performs a verb that a signal may end.</summary>
    public async Task<Answer> CallAsync(StopSignal stop, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        var code = await new CommandLine(Services, new Terminal(console, error), stop, Times).RunAsync(words);
        return new Answer(code, Tidy(output), Tidy(error));
    }

    /// <summary>Works as another process would, until the run has the status.</summary>
    public Task WorkUntilAsync(long runId, RunStatus status) => WorkUntilAsync(runId, run => run.Status == status, $"is {status}");

    /// <summary>The same until the run has the status and its items are counted, which happens beside the work.</summary>
    public Task WorkAndCountUntilAsync(long runId, RunStatus status) =>
        WorkUntilAsync(runId, run => run.Status == status && run.Total is not null, $"is {status} and counted");

    private async Task WorkUntilAsync(long runId, Func<Run, bool> condition, string what)
    {
        using var enough = new CancellationTokenSource();
        var working = Services.GetRequiredService<RunWorker>().RunAsync(new WorkScope(1, runId), enough.Token);
        await Eventually.Async(async () => condition((await Runner.FindAsync(runId))!.Run), $"run {runId} {what}");
        await enough.CancelAsync();
        await working;
    }

    /// <summary>Waits until the items of a run are counted.</summary>
    public Task CountedAsync(long runId) => Eventually.Async(async () => (await Runner.FindAsync(runId))!.Run.Total is not null, $"run {runId} is counted");

    public async Task<RunStatus> StatusAsync(long runId) => (await Runner.FindAsync(runId))!.Run.Status;

    public void Dispose() => _host.Dispose();

    private static string Tidy(StringWriter text) =>
        string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');

    internal sealed record Answer(int Code, string Out, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Out).RootElement;
    }
}
