namespace MaintenanceTasks;

/// <summary>
/// Makes the effects of a page durable together with its checkpoint. The store's own committer writes the checkpoint alone
/// (at-least-once); the Entity Framework Core package commits both in one transaction.
/// </summary>
public interface IPageCommitter : IDisposable
{
    /// <summary>How to page, and what a crash can do to the effects.</summary>
    PagePolicy Policy { get; }

    /// <summary>How long the last commit waited for its turn to write; zero where writers need no turn.</summary>
    TimeSpan Waited { get; }

    /// <summary>How long the last commit held a lock that keeps all other writers out; zero where there is none such.</summary>
    TimeSpan Held { get; }

    /// <summary>
    /// Looks after each item whether it did what would break the delivery mode, such as a transaction of its own; null when not.
    /// </summary>
    Exception? Refusal();

    /// <summary>Called before the first page: looks at the place where positions are kept, and reads what is kept there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partition">The partition as it was claimed.</param>
    /// <param name="lease">The lease it is worked on with.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost.</param>
    /// <returns>What is kept; null when the lease is gone.</returns>
    /// <exception cref="TaskNotUsableException">The place is not what it was said to be.</exception>
    /// <exception cref="CollectionUnavailableException">The place does not answer.</exception>
    Task<KeptPosition?> OpenAsync(Run run, Partition partition, Lease lease, CancellationToken cancellationToken) =>
        Task.FromResult<KeptPosition?>(KeptPosition.Of(partition));

    /// <summary>Called when the partition has no more items and all its pages are committed.</summary>
    /// <param name="cancellationToken">Signalled when the lease is lost.</param>
    Task CloseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Looks, before a page is committed, whether its items left anything to save. If not, what they read is forgotten, and the page need not be
    /// committed by itself. Asked only when the policy has a <see cref="PagePolicy.MaxQuiet"/>.
    /// </summary>
    bool LeftNothing();

    /// <summary>Commits a page.</summary>
    /// <param name="lease">The lease that must still be held when the page commits.</param>
    /// <param name="process">The work of the page, to be run inside the transaction; null when it was done before.</param>
    /// <param name="checkpoint">Makes the checkpoint from the rows affected; called after <paramref name="process"/>; null when nothing was done.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost.</param>
    /// <returns>False when the epoch has moved on: nothing of the page was committed.</returns>
    Task<bool> CommitAsync(
        Lease lease, Func<Task>? process, Func<long, Checkpoint?> checkpoint, CancellationToken cancellationToken);

    /// <summary>Says what an exception of the page means: of the processing as well as of the commit.</summary>
    /// <param name="exception">The exception.</param>
    PageFault Classify(Exception exception);
}
