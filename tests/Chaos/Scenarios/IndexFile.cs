using System.Globalization;

namespace Chaos.Scenarios;

/// <summary>The file that <c>RebuildSearchIndex</c> appends to, and how it grew.</summary>
internal sealed class IndexFile(string path) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(10);
    private readonly List<(long Ticks, long Bytes)> _growth = [];
    private readonly CancellationTokenSource _ended = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Notes the size of the file all the time, until disposed.</summary>
    public void Watch() => _watching = Task.Run(async () =>
    {
        while (!_ended.IsCancellationRequested)
        {
            var file = new FileInfo(path);
            lock (_growth) _growth.Add((System.Diagnostics.Stopwatch.GetTimestamp(), file.Exists ? file.Length : 0));
            await Task.Delay(Beat, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    });

    /// <summary>Complete lines, in the order they were written.</summary>
    public int[] Ids() => [.. File.ReadAllText(path).Split('\n')[..^1].Select(line => int.Parse(line, CultureInfo.InvariantCulture))];

    /// <summary>The number of lines written in the last stretch of time before now.</summary>
    public int WrittenInTheLast(TimeSpan stretch)
    {
        var now = System.Diagnostics.Stopwatch.GetTimestamp();
        long before;
        lock (_growth)
        {
            before = _growth.LastOrDefault(sample => System.Diagnostics.Stopwatch.GetElapsedTime(sample.Ticks, now) >= stretch).Bytes;
        }

        using var file = File.OpenRead(path);
        file.Position = before;
        return new StreamReader(file).ReadToEnd().Count(letter => letter == '\n');
    }

    public void Dispose()
    {
        _ended.Cancel();
        _watching.Wait();
        _ended.Dispose();
    }
}
