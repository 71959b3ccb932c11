using System.Collections.Concurrent;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// When the heartbeats of workers were last seen to rise. The store keeps a counter and no time, so that clocks are never compared: what
/// is known is what this process has seen.
/// </summary>
internal sealed class BeatWatch
{
    private const int Most = 2000;
    private readonly ConcurrentDictionary<(long RunId, int Number), (long Epoch, long Beat, DateTime At)> _seen = [];

    /// <summary>The last sign of life of who works on a partition: a beat that was seen to rise, its last checkpoint, or its claim. Null when nobody does.</summary>
    public DateTime? LastSign(Partition partition, DateTime now)
    {
        var key = (partition.RunId, partition.Number);
        if (partition.Owner is null)
        {
            _seen.TryRemove(key, out _);
            return null;
        }

        var known = partition.MovedAt > partition.ClaimedAt ? partition.MovedAt : partition.ClaimedAt;
        if (_seen.Count > Most) _seen.Clear();
        var seen = _seen.AddOrUpdate(
            key, (partition.Epoch, partition.Beat, known ?? now),
            (_, before) => before.Epoch == partition.Epoch && before.Beat == partition.Beat ? before : (partition.Epoch, partition.Beat, now));
        return seen.At > known ? seen.At : known;
    }
}
