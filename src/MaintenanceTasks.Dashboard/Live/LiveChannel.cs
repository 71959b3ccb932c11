using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace MaintenanceTasks.Dashboard;

/// <summary>One live address and everybody who looks at it. Used under the lock of its feed, but for the viewers' own channels.</summary>
internal sealed class LiveChannel(Func<CancellationToken, Task<LiveFragment>> look)
{
    private readonly HashSet<Channel<SseItem<string>>> _viewers = [];
    private SseItem<string>? _last;

    public Func<CancellationToken, Task<LiveFragment>> Look { get; } = look;

    /// <summary>When it is due to be looked at again, by the timestamp of the feed's clock.</summary>
    public long Due { get; set; }

    /// <summary>When the last viewer left, by the timestamp of the feed's clock; null while there are viewers.</summary>
    public long? LeftAt { get; private set; }

    /// <summary>A viewer that reads slowly gets the newest state only.</summary>
    public Channel<SseItem<string>> Join()
    {
        var viewer = Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _viewers.Add(viewer);
        LeftAt = null;
        viewer.Writer.TryWrite(_last ?? LiveFeed.Beat);
        return viewer;
    }

    public void Leave(Channel<SseItem<string>> viewer, long now)
    {
        _viewers.Remove(viewer);
        if (_viewers.Count == 0) LeftAt = now;
    }

    /// <summary>Tells all viewers, unless they know already.</summary>
    public void Publish(SseItem<string> item)
    {
        if (_last is { } last && last.Data == item.Data && last.EventType == item.EventType) return;
        _last = item;
        foreach (var viewer in _viewers) viewer.Writer.TryWrite(item);
    }

    /// <summary>Shows connections that would otherwise be silent, to proxies and to ourselves.</summary>
    public void Keep()
    {
        foreach (var viewer in _viewers.Where(viewer => viewer.Reader.Count == 0)) viewer.Writer.TryWrite(LiveFeed.Beat);
    }
}
