using Chaos.Processes;

namespace Chaos.Ledgers;

/// <summary>A worker process, and how its leases are known.</summary>
/// <param name="Host">The process.</param>
/// <param name="Owner">What its owners are like, in SQL.</param>
internal sealed record LedgerWorker(BlogHost Host, string Owner)
{
    /// <summary>True while it must not be disturbed: it stands still, or is ending.</summary>
    public bool IsBusy { get; set; }
}
