using System.Data.Common;
using System.Diagnostics;

namespace Chaos.Scenarios;

/// <summary>A writer of the application in a process of its own: this one. Writes at a steady rate and measures how long each write takes.</summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _writing;

    /// <param name="database">Where to write.</param>
    /// <param name="perSecond">How many writes a second.</param>
    /// <param name="write">Does one write on a connection.</param>
    public Writer(BlogDatabase database, int perSecond, Action<DbConnection> write) =>
        _writing = Task.Run(() => WriteAsync(database, TimeSpan.FromSeconds(1.0 / perSecond), write));

    public int Writes { get; private set; }

    public TimeSpan Longest { get; private set; }

    /// <summary>A write that changes nothing anybody looks at.</summary>
    public static Writer OfTitles(BlogDatabase database, int posts)
    {
        var random = new Random(1);
        return new Writer(database, 20, connection =>
            BlogDatabase.Execute(connection, $"UPDATE Posts SET Title = Title || '.' WHERE Id = {random.Next(1, posts + 1)}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _writing;
        _ended.Dispose();
    }

    private async Task WriteAsync(BlogDatabase database, TimeSpan pace, Action<DbConnection> write)
    {
        using var connection = database.Open();
        var clock = Stopwatch.StartNew();
        while (!_ended.IsCancellationRequested)
        {
            var early = pace * Writes - clock.Elapsed;
            if (early > TimeSpan.Zero) await Task.Delay(early, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var began = Stopwatch.GetTimestamp();
            write(connection);
            var took = Stopwatch.GetElapsedTime(began);
            if (took > Longest) Longest = took;
            Writes++;
        }
    }
}
