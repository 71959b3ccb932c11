namespace MaintenanceTasks.Testing;

/// <summary>A store under test, and what the engine does with it, in few words. Its clock moves only when told.</summary>
internal sealed class StoreBench(IRunStore store)
{
    public const string Task = "Backfill";
    private static readonly Actor Worker = new("worker", "host-a:1");
    private static readonly Actor Person = new("ada", "host-b:2");

    public IRunStore Store => store;

    /// <summary>The time of the next write; with microseconds, because a store has to keep them.</summary>
    public DateTime Now { get; set; } = new DateTime(2026, 11, 23, 12, 34, 56, DateTimeKind.Utc).AddMicroseconds(123_456);

    public NewRun NewRun(string task = Task) => new()
    {
        Task = task,
        Arguments = new Dictionary<string, string?>(),
        ParameterHash = "hash",
        Token = Guid.NewGuid(),
        CreatedAt = Now,
        Actor = Person,
    };

    public async Task<Run> CreateAsync(NewRun? run = null)
    {
        var creation = await store.CreateAsync(run ?? NewRun(), CancellationToken.None).ConfigureAwait(false);
        Expect.Equal(RunCreationOutcome.Created, creation.Outcome);
        return creation.Run;
    }

    /// <summary>Creates a run and claims its partition.</summary>
    public async Task<Lease> StartAsync(NewRun? run = null) => await ClaimAsync((await CreateAsync(run).ConfigureAwait(false)).Id).ConfigureAwait(false);

    public async Task<Lease> ClaimAsync(long runId, int partition = 0)
    {
        var owner = "owner-" + Guid.NewGuid().ToString("N");
        return LeaseOf(Expect.NotNull(await TryClaimAsync(runId, owner, partition).ConfigureAwait(false), "the state after a claim of a free partition"), owner)!;
    }

    public Task<RunState?> TryClaimAsync(long runId, string owner, int partition = 0) =>
        ChangeAsync(runId, change => LeaseMoves.Claim(change, partition, owner, Now, Worker));

    public Task<RunState?> SplitAsync(Lease lease, string? high, params string[] cuts) =>
        ChangeAsync(lease.RunId, change => PartitionSplit.Split(change, lease, high, cuts, Now, Worker));

    public Task<RunState?> SpreadAsync(Lease lease, params string[] scopes) =>
        ChangeAsync(lease.RunId, change => PartitionSplit.Spread(change, lease, scopes, Now, Worker));

    public Task<RunState?> GiveUpAsync(Lease lease, RunError error) => ChangeAsync(lease.RunId, change => LeaseMoves.GiveUp(change, lease, error, Now, Worker));

    public static Lease? LeaseOf(RunState? state, string owner) => state?.Partitions.SingleOrDefault(partition => partition.Owner == owner) is { } held
        ? new Lease(held.RunId, held.Number, held.Epoch, owner)
        : null;

    public Task<RunState?> BeginAsync(Lease lease) => ChangeAsync(lease.RunId, change => LeaseMoves.Begin(change, lease));

    public Task<RunState?> ReleaseAsync(Lease lease, string text = "in good order") =>
        ChangeAsync(lease.RunId, change => LeaseMoves.Release(change, lease, Now, Worker, text));

    public Task<RunState?> HoldAsync(Lease lease, DateTime until, string why) =>
        ChangeAsync(lease.RunId, change => LeaseMoves.Release(change, lease, Now, Worker, why, until));

    public Task<RunState?> FinishAsync(Lease lease) => ChangeAsync(lease.RunId, change => LeaseMoves.Finish(change, lease, Now, Worker));

    public Task<RunState?> FailAsync(Lease lease, RunError error) => ChangeAsync(lease.RunId, change => LeaseMoves.Fail(change, lease, error, Now, Worker));

    public Task<RunState?> RescueAsync(Partition seen) =>
        ChangeAsync(seen.RunId, change => LeaseMoves.Rescue(change, seen, Now, new Actor("rescuer", "host-b:2"), "silent"));

    public Task<RunState?> PauseAsync(long runId) => ChangeAsync(runId, change => RunRequests.Pause(change, Now, Person));

    public Task<RunState?> CancelAsync(long runId) => ChangeAsync(runId, change => RunRequests.Cancel(change, Now, Person));

    public Task<RunState?> ResumeAsync(long runId, string? activeKey = null) =>
        ChangeAsync(runId, change => RunRequests.Resume(change, Now, Person, activeKey));

    public Task<RunState?> NoteAsync(long runId, params string[] notes) => ChangeAsync(runId, change =>
    {
        foreach (var note in notes) change.Record(RunEventKind.Note, Now, Worker, 0, text: note);
        return true;
    });

    /// <summary>Tells of as many releases, and of one claim.</summary>
    public Task<RunState?> WorkAsync(long runId, int times) => ChangeAsync(runId, change =>
    {
        for (var time = 0; time < times; time++) change.Record(RunEventKind.Released, Now, Worker, 0);
        change.Record(RunEventKind.Claimed, Now, Worker, 0);
        return true;
    });

    public Task<bool> CheckpointAsync(Lease lease, string cursor, long seq, long ticks = 1, params FailedItem[] skipped) =>
        store.CheckpointAsync(lease, Checkpoint(cursor, seq, ticks) with { Skipped = skipped }, CancellationToken.None);

    public Checkpoint Checkpoint(string cursor, long seq, long ticks = 1) =>
        new() { Cursor = cursor, Ticks = ticks, TimeRunning = TimeSpan.FromMilliseconds(250), Seq = seq, At = Now };

    public async Task<RunState> StateAsync(long runId) =>
        Expect.NotNull(await store.FindAsync(runId, CancellationToken.None).ConfigureAwait(false), $"run {runId}");

    public async Task<Run> RunAsync(long runId) => (await StateAsync(runId).ConfigureAwait(false)).Run;

    public async Task<Partition> PartitionAsync(long runId) => (await StateAsync(runId).ConfigureAwait(false)).Partitions.Single();

    public Task<IReadOnlyList<RunEvent>> EventsAsync(long runId, long after = 0, int limit = 1000) =>
        store.EventsAsync(runId, after, limit, CancellationToken.None);

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter) => store.ListAsync(filter, CancellationToken.None);

    public async Task<long[]> ClaimableAsync(long? onlyRun = null, int limit = 100, params string[] tasks)
    {
        var filter = new ClaimFilter { Tasks = tasks.Length == 0 ? [Task] : tasks, Now = Now, RunId = onlyRun, Limit = limit };
        return [.. (await store.ClaimableAsync(filter, CancellationToken.None).ConfigureAwait(false)).Select(candidate => candidate.RunId)];
    }

    private Task<RunState?> ChangeAsync(long runId, Func<RunChange, bool> decide) => store.ChangeAsync(runId, decide, CancellationToken.None);
}
