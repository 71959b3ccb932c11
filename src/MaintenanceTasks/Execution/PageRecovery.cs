using System.Diagnostics.CodeAnalysis;

namespace MaintenanceTasks;

/// <summary>What to do with a page that failed: read it again, halve it, go item by item, wait, or give up with the item named.</summary>
internal static class PageRecovery
{
    /// <summary>How long a run is held when the database does not even take a single item.</summary>
    public static readonly TimeSpan TransientHold = TimeSpan.FromSeconds(30);

    private const int Tries = 5;

    /// <summary>Plans the next attempt.</summary>
    /// <param name="progress">Takes the plan.</param>
    /// <param name="fault">What the exception means.</param>
    /// <param name="done">Items processed before the fault.</param>
    /// <param name="inHand">True when an item was being processed; false when the commit failed.</param>
    /// <param name="keys">The keys of the page, asked for only after a conflict.</param>
    /// <param name="ticks">What the items stand for, the one in hand included, where the size of pages counts ticks; null where it counts items.</param>
    /// <returns>Null when the item itself is to blame and is alone in the page.</returns>
    public static SliceOutcome? Plan(SliceProgress progress, PageFault fault, int done, bool inHand, Func<IReadOnlyCollection<string>> keys, int? ticks = null)
    {
        var items = Math.Max(1, inHand ? done + 1 : done);
        var size = ticks ?? items;
        switch (fault)
        {
            case PageFault.Transient:
                progress.Faults++;
                if (size == 1 && progress.Faults > Tries) return new SliceOutcome.Held(TransientHold, "the database did not take a single item");
                progress.NextPage = Math.Max(1, size / 2);
                progress.Singles = 0;
                return new SliceOutcome.Redo(Jitter(progress.Faults));

            case PageFault.Conflict when ++progress.Conflicts <= Tries:
                progress.NextPage = size;
                progress.Singles = 0;
                progress.Expected = [.. keys().Take(size)];
                return new SliceOutcome.Redo(Jitter(progress.Conflicts));

            default:
                if (items == 1) return null;
                progress.NextPage = inHand ? done : 0;
                progress.Singles = inHand ? 1 : items;
                progress.Conflicts = 0;
                return new SliceOutcome.Redo(TimeSpan.Zero);
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "Spreads retries; nothing depends on it being unpredictable.")]
    private static TimeSpan Jitter(int tries) => TimeSpan.FromMilliseconds(Random.Shared.Next(1, 20 << Math.Min(tries, 6)));
}
