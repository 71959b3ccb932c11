using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// Somebody who looks at a live address. What was read before it came is not shown to it: its page was read later, and would go back
/// in time. A viewer that reads slowly gets the newest state only.
/// </summary>
/// <param name="since">The earliest look it takes, by the timestamp of the feed's clock.</param>
internal sealed class LiveViewer(long since)
{
    private readonly Channel<SseItem<string>> _items =
        Channel.CreateBounded<SseItem<string>>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private SseItem<string>? _known;

    public ChannelReader<SseItem<string>> Items => _items.Reader;

    public bool WaitsFor(long looked) => looked < since;

    /// <summary>Tells what a look has found, unless it is known already.</summary>
    public void Show(SseItem<string> item, long looked)
    {
        if (WaitsFor(looked) || (_known is { } known && known.Data == item.Data && known.EventType == item.EventType)) return;
        _known = item;
        _items.Writer.TryWrite(item);
    }

    /// <summary>Shows a connection that would otherwise be silent, to proxies and to ourselves.</summary>
    public void Keep()
    {
        if (_items.Reader.Count == 0) _items.Writer.TryWrite(LiveFeed.Beat);
    }
}
