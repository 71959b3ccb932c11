namespace MaintenanceTasks;

/// <summary>
/// Where runs live. The rows are the truth; the queue is only a doorbell. Every implementation passes
/// <c>RunStoreConformance</c> of the package MaintenanceTasks.Testing.
/// </summary>
/// <remarks>
/// What may happen to a run is decided by the engine (<see cref="RunChange"/>), once for all stores. A store reads, guards and
/// writes: it keeps changes of one run apart from each other, and refuses writes whose epoch has moved on.
/// A method throws <see cref="RunStoreUnavailableException"/> when the store cannot be reached or its tables do not fit.
/// </remarks>
public interface IRunStore
{
    /// <summary>Creates a run in status <see cref="RunStatus.Enqueued"/> with one unbounded partition and its first event.</summary>
    /// <param name="run">What to create.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The new run, or the run that the same token, idempotency key or active key belongs to.</returns>
    Task<RunCreation> CreateAsync(NewRun run, CancellationToken cancellationToken);

    /// <summary>Reads a run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The run with its partitions, or null when there is none.</returns>
    Task<RunState?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Reads runs, newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellationToken);

    /// <summary>Reads the newest run of each task that has one.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<Run>> LatestAsync(CancellationToken cancellationToken);

    /// <summary>Reads where the newest run of each task stands: what a list of many tasks needs, and no more.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    async Task<IReadOnlyList<NewestRun>> NewestAsync(CancellationToken cancellationToken) =>
        [.. (await LatestAsync(cancellationToken).ConfigureAwait(false)).Select(run => new NewestRun(run.Id, run.Task, run.Status, run.CreatedAt, run.EndedAt))];

    /// <summary>Reads events of a run, oldest first.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">Only events with a greater number; 0 for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Reads the items of a run that were skipped, in the order they were recorded.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<FailedItem>> FailedItemsAsync(long runId, int limit, CancellationToken cancellationToken);

    /// <summary>Reads how far runs were, in order of run and time.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="since">Only samples of this time and later, UTC; null for all.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<RunSample>> SamplesAsync(IReadOnlyCollection<long> runIds, DateTime? since, CancellationToken cancellationToken);

    /// <summary>Keeps how far a run was, in place of a sample of the same run and time, and gives up others of that run.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="dropped">Times of samples to give up.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task SampleAsync(RunSample sample, IReadOnlyCollection<DateTime> dropped, CancellationToken cancellationToken);

    /// <summary>Reads the statuses of several runs in one query; a run that does not exist is absent from the answer.</summary>
    /// <param name="runIds">The runs.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyDictionary<long, RunStatus>> StatusesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken);

    /// <summary>Looks, without a lock, for free partitions that are worth an attempt to claim; least recently claimed first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<ClaimCandidate>> ClaimableAsync(ClaimFilter filter, CancellationToken cancellationToken);

    /// <summary>Reads all partitions that have an owner, of all runs.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<Partition>> LeasedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Changes a run and the ownership of its partitions in one short transaction that locks the run row first, so that changes
    /// of one run happen one after the other.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="decide">
    /// Looks at the state and says what to write. May be called again when the transaction has to be repeated, so it must
    /// depend on the state alone and have no effect of its own. False: nothing is written.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// The state after the change as read inside the transaction; null when the run does not exist, <paramref name="decide"/>
    /// answered false, or a partition's guard no longer held: then nothing was written.
    /// </returns>
    /// <exception cref="ActiveRunExistsException">The run was to take an active key that another run holds; nothing was written.</exception>
    Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide, CancellationToken cancellationToken);

    /// <summary>Writes a checkpoint of the holder of a lease in one guarded statement. A checkpoint is a beat too, and sets attempts to 0.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="checkpoint">The progress.</param>
    /// <param name="cancellationToken">Signalled when the lease is lost: once it is, nothing may be written.</param>
    /// <returns>False when the epoch has moved on: the holder is fenced and must stop. True also when the same checkpoint was written before.</returns>
    Task<bool> CheckpointAsync(Lease lease, Checkpoint checkpoint, CancellationToken cancellationToken);

    /// <summary>
    /// Raises the beat of the given leases. Synchronous on purpose: it runs on a thread of its own, so that tasks that block
    /// the thread pool cannot make their own worker look dead.
    /// </summary>
    /// <param name="leases">The leases this process holds.</param>
    /// <returns>The leases that are still held.</returns>
    IReadOnlyCollection<Lease> Beat(IReadOnlyCollection<Lease> leases);

    /// <summary>Reads all nodes, in no particular order.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<Node>> NodesAsync(CancellationToken cancellationToken);

    /// <summary>Writes a node: over the one with the same id, or as a new one when there is none.</summary>
    /// <param name="node">The node as it is now.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task WriteNodeAsync(Node node, CancellationToken cancellationToken);

    /// <summary>Removes a node.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="beat">Only while its beat is this one; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>False when there is no such node, or its beat has moved on.</returns>
    Task<bool> RemoveNodeAsync(Guid id, long? beat, CancellationToken cancellationToken);

    /// <summary>Forgets finished runs, oldest first, each wholly: with its partitions, events, failed items and samples. A run that is not finished stays.</summary>
    /// <param name="expiry">Which ones.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The tokens of those forgotten, so that their files can be; fewer than the limit when there are no more.</returns>
    Task<IReadOnlyList<Guid>> RemoveRunsAsync(RunExpiry expiry, CancellationToken cancellationToken);

    /// <summary>Which of some tokens are tokens of runs.</summary>
    /// <param name="tokens">The tokens asked about.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<IReadOnlyList<Guid>> FindTokensAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancellationToken);

    /// <summary>
    /// What a crash can do to effects through a context of this type: <see cref="DeliveryMode.Transactional"/> when it shares the store's
    /// database, so that effects and checkpoint can commit together.
    /// </summary>
    /// <param name="contextType">The type of the context.</param>
    DeliveryMode DeliveryThrough(Type contextType);
}
