using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Chaos.Processes;

/// <summary>A running web application of the sample.</summary>
internal sealed class BlogHost : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly HttpClient _http;
    private readonly long _began = Stopwatch.GetTimestamp();
    private bool _disposed;

    public BlogHost(
        string connectionString, string directory, string host, int port, IEnumerable<(string Name, string Value)> environment, string[]? launcher = null,
        string program = BlogProcess.Sample)
    {
        var address = $"http://{host}:{port}";
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(10) };
        _process = BlogProcess.Start(connectionString, directory, [], [("ASPNETCORE_URLS", address), .. environment], launcher, program);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool IsAlive => !_process.HasExited;

    /// <summary>True when it has said that it has started, or has ended.</summary>
    public bool HasStarted => !IsAlive || Log.Contains("Application started", StringComparison.Ordinal);

    public TimeSpan SinceStart => Stopwatch.GetElapsedTime(_began);

    private string EndOfLog => Log is { Length: > 2000 } log ? log[^2000..] : Log;

    public string Log
    {
        get { lock (_log) return _log.ToString(); }
    }

    /// <summary>The greatest resident memory of the process so far, in MB.</summary>
    public double PeakMegabytes => MemoryLine("VmHWM:");

    public double Megabytes => MemoryLine("VmRSS:");

    /// <summary>Stops every thread, and returns when the last one stands still: a signal takes effect a moment after it was sent.</summary>
    public void Freeze()
    {
        Signal.Send(Id, Signal.Stop);
        while (!Directory.GetDirectories($"/proc/{Id}/task").All(IsStopped)) Thread.Yield();
    }

    public void Thaw() => Signal.Send(Id, Signal.Continue);

    public void Kill()
    {
        Signal.Send(Id, Signal.Kill);
        _process.WaitForExit();
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> TerminateAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Signal.Send(Id, Signal.Terminate);
        await _process.WaitForExitAsync().WaitAsync(Proof.Patience);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Waits until the application serves pages.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or says nothing for a minute; the message holds the end of its log.</exception>
    public async Task AnswersAsync()
    {
        try
        {
            await Proof.UntilAsync("the application answers", () => !IsAlive || StatusOf("/") is not null, TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{exception.Message}. Its log ends: {EndOfLog}", exception);
        }

        if (!IsAlive) throw new InvalidOperationException($"The application ended with {_process.ExitCode} before it answered. Its log ends: {EndOfLog}");
    }

    /// <summary>The status a page answers with, or null when nobody answers within 10 s.</summary>
    public HttpStatusCode? StatusOf(string page)
    {
        try
        {
            using var answer = _http.Send(new HttpRequestMessage(HttpMethod.Get, page));
            return answer.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public Task<string> ReadAsync(string page) => _http.GetStringAsync(new Uri(page, UriKind.Relative));

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (IsAlive) Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.AppendLine(line.Data);
    }

    private static bool IsStopped(string thread)
    {
        var stat = File.ReadAllText(Path.Combine(thread, "stat"));
        return stat[stat.LastIndexOf(')') + 2] == 'T';
    }

    private double MemoryLine(string name)
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
