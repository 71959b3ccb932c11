using System.Net.ServerSentEvents;

namespace MaintenanceTasks.Dashboard;

/// <summary>One live address and everybody who looks at it. Used under the lock of its feed, but for the viewers' own items.</summary>
internal sealed class LiveChannel(Func<CancellationToken, Task<LiveFragment>> look)
{
    private readonly HashSet<LiveViewer> _viewers = [];
    private SseItem<string>? _last;
    private long _looked;

    public Func<CancellationToken, Task<LiveFragment>> Look { get; } = look;

    /// <summary>When it is due to be looked at again, by the timestamp of the feed's clock.</summary>
    public long Due { get; private set; }

    /// <summary>When the last viewer left, by the timestamp of the feed's clock; null while there are viewers.</summary>
    public long? LeftAt { get; private set; }

    /// <summary>If <paramref name="fresh"/>, the viewer's page was read just now; else it takes what was found last.</summary>
    public LiveViewer Join(long now, bool fresh)
    {
        var viewer = new LiveViewer(fresh ? now : 0);
        _viewers.Add(viewer);
        LeftAt = null;
        if (fresh) Due = Math.Min(Due, now);
        if (_last is { } last) viewer.Show(last, _looked);
        viewer.Keep();
        return viewer;
    }

    public void Leave(LiveViewer viewer, long now)
    {
        _viewers.Remove(viewer);
        if (_viewers.Count == 0) LeftAt = now;
    }

    /// <summary>Tells all viewers what a look that began at <paramref name="looked"/> has found.</summary>
    public void Publish(SseItem<string> item, long looked, long due)
    {
        // The same words are kept once however many viewers know them.
        if (_last is not { } last || last.Data != item.Data || last.EventType != item.EventType) _last = item;
        _looked = looked;
        Due = _viewers.Any(viewer => viewer.WaitsFor(looked)) ? looked : due;
        foreach (var viewer in _viewers) viewer.Show(_last.Value, looked);
    }

    public void Keep()
    {
        foreach (var viewer in _viewers) viewer.Keep();
    }
}
