using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// The one reader behind all live pages: it looks at the store while somebody watches, once for everybody, and ends every
/// stream when the application stops (an open stream would hold the shutdown).
/// </summary>
internal sealed class LiveFeed(TimeProvider time, ILogger logger, CancellationToken stopping)
{
    public const string Fragment = "fragment";
    public static readonly SseItem<string> Beat = new("", "beat");
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LiveChannel> _channels = [];
    private Task _reading = Task.CompletedTask;

    /// <summary>
    /// Yields the fragment of an address, each time it has changed, until the viewer leaves or the application stops: if
    /// <paramref name="fresh"/>, as it is read from now on, else with what was read last first.
    /// </summary>
    public async IAsyncEnumerable<SseItem<string>> WatchAsync(
        string address, Func<CancellationToken, Task<LiveFragment>> look, bool fresh, [EnumeratorCancellation] CancellationToken gone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping);
        var (channel, viewer) = Join(address, look, fresh);
        try
        {
            while (await WaitAsync(viewer.Items.WaitToReadAsync(ending.Token)).ConfigureAwait(false))
            {
                while (viewer.Items.TryRead(out var item)) yield return item;
            }
        }
        finally
        {
            lock (_lock)
            {
                channel.Leave(viewer, time.GetTimestamp());
            }
        }
    }

    /// <summary>
    /// The newest fragment of an address alone: if <paramref name="fresh"/>, one read after the question, else what was read last for
    /// whoever watches. The address is looked at for a while afterwards: who asks once asks again.
    /// </summary>
    public async Task<SseItem<string>> OnceAsync(
        string address, Func<CancellationToken, Task<LiveFragment>> look, bool fresh, CancellationToken gone)
    {
        await foreach (var item in WatchAsync(address, look, fresh, gone).ConfigureAwait(false))
        {
            if (item.EventType != Beat.EventType) return item;
        }

        return new SseItem<string>("The application stops.", "trouble");
    }

    private (LiveChannel Channel, LiveViewer Viewer) Join(string address, Func<CancellationToken, Task<LiveFragment>> look, bool fresh)
    {
        lock (_lock)
        {
            if (!_channels.TryGetValue(address, out var channel)) _channels[address] = channel = new LiveChannel(look);
            var viewer = channel.Join(time.GetTimestamp(), fresh);
            if (_reading.IsCompleted) _reading = Task.Run(ReadAsync, CancellationToken.None);
            return (channel, viewer);
        }
    }

    private async Task ReadAsync()
    {
        var kept = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            LiveChannel[] due;
            lock (_lock)
            {
                foreach (var (address, channel) in _channels.ToArray())
                {
                    if (channel.LeftAt is { } left && time.GetElapsedTime(left) >= Kept) _channels.Remove(address);
                }

                if (_channels.Count == 0)
                {
                    _reading = Task.CompletedTask; // decided under the lock: whoever joins next starts a new reader
                    return;
                }

                var keep = time.GetElapsedTime(kept) >= Silence;
                if (keep) kept = time.GetTimestamp();
                foreach (var channel in _channels.Values.Where(_ => keep)) channel.Keep();
                due = [.. _channels.Values.Where(channel => channel.Due <= time.GetTimestamp())];
            }

            foreach (var channel in due) await LookAsync(channel).ConfigureAwait(false);
            await Task.Delay(Busy / 4, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(LiveChannel channel)
    {
        var pause = Quiet;
        var looked = time.GetTimestamp();
        SseItem<string> item;
        try
        {
            var fragment = await channel.Look(stopping).ConfigureAwait(false);
            if (fragment.IsBusy) pause = Busy;
            item = new SseItem<string>(fragment.Html, Fragment);
        }
        catch (MaintenanceTaskException exception)
        {
            item = new SseItem<string>(exception.Message, "trouble");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "A live page of maintenance tasks could not be read; it is tried again.");
            item = new SseItem<string>("This page could not be read; the log of the application says why.", "trouble");
        }

        lock (_lock)
        {
            channel.Publish(item, looked, due: time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency));
        }
    }

    /// <summary>False when the wait was given up: a viewer that leaves is no error.</summary>
    private static async ValueTask<bool> WaitAsync(ValueTask<bool> wait)
    {
        try
        {
            return await wait.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
