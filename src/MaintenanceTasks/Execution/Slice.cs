namespace MaintenanceTasks;

/// <summary>One claimed stretch of work, as the rest of the process sees it: its lease, and the ways to stop it.</summary>
internal sealed class Slice : IDisposable
{
    private readonly CancellationTokenSource _item = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private int _reason;
    private int _share;

    public Slice(Lease lease, long trustedFrom)
    {
        Lease = lease;
        TrustedFrom = trustedFrom;
    }

    public Lease Lease { get; }

    /// <summary>Timestamp at which the last successful claim or beat began: what the trust window is counted from.</summary>
    public long TrustedFrom { get; set; }

    /// <summary>How long not to look for requests after the last look; zero to look as often as the process does.</summary>
    public TimeSpan StatusInterval { get; set; }

    /// <summary>Timestamp of the last look for requests; null before the first.</summary>
    public long? LookedAt { get; set; }

    /// <summary>True when the claim took the run from enqueued: a first start or a resume.</summary>
    public bool IsStart { get; init; }

    /// <summary>How many partitions of the run may be worked on at the same time.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>The tenant or shard that is worked on, or null.</summary>
    public string? Scope { get; set; }

    /// <summary>Called after each item; the test kit ends a slice at an exact item with it.</summary>
    public Action? AfterItem { get; set; }

    public StopReason Stop => (StopReason)Volatile.Read(ref _reason);

    /// <summary>Signalled with any stop: ends waits and reads, not the item in hand.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>The item's token: signalled when the lease is lost or the grace is spent.</summary>
    public CancellationToken ItemToken => _item.Token;

    /// <summary>Signalled when the lease is lost: what ends a commit.</summary>
    public CancellationToken LostToken => _lost.Token;

    /// <summary>Asks to end after the item in hand. A lost lease ends the item too.</summary>
    public void RequestStop(StopReason reason)
    {
        int seen;
        while ((seen = Volatile.Read(ref _reason)) < (int)reason) Interlocked.CompareExchange(ref _reason, (int)reason, seen);

        Cancel(_stop);
        if (reason != StopReason.LeaseLost) return;
        CancelItem();
        Cancel(_lost);
    }

    /// <summary>Asks to give half of what is left to other workers, between two pages.</summary>
    public void AskToShare() => Volatile.Write(ref _share, 1);

    /// <summary>True once for each <see cref="AskToShare"/>.</summary>
    public bool TakeShare() => Volatile.Read(ref _share) == 1 && Interlocked.Exchange(ref _share, 0) == 1;

    public void CancelItem() => Cancel(_item);

    public void Dispose()
    {
        _item.Dispose();
        _lost.Dispose();
        _stop.Dispose();
    }

    // A stop may arrive while the slice is just ending.
    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
