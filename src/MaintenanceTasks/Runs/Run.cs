namespace MaintenanceTasks;

/// <summary>One execution of a task, as it stood when it was read. An immutable snapshot.</summary>
public sealed record Run
{
    /// <summary>Short number of the run, used in addresses and on the command line.</summary>
    public required long Id { get; init; }

    /// <summary>Name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>
    /// The arguments as given, culture-invariant, by parameter name. A secret (<see cref="SecretAttribute"/>) shows as <c>••••••</c> to
    /// whoever asks the <see cref="TaskRunner"/> or listens, and is a protected text in the store.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Arguments { get; init; } = new Dictionary<string, string?>();

    /// <summary>Hash of the parameters' names and types when the run was created.</summary>
    public string ParameterHash { get; init; } = "";

    /// <summary>
    /// The build that works on it (<see cref="TaskDescriptor.Build"/>): the one that started it, as long as a node has it; null when not known.
    /// </summary>
    public string? Build { get; init; }

    /// <summary>Who started it, or null.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Free facts recorded when it was started.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The key under which a repeated start request finds this run again, or null.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Made by the client that created the run, unique: a retried insert finds it instead of making a second run.</summary>
    public required Guid Token { get; init; }

    /// <summary>Unique among active runs: the hash of task and arguments, or null where equal runs are allowed.</summary>
    public string? ActiveKey { get; init; }

    /// <summary>What a crash can do to the effects.</summary>
    public DeliveryMode Delivery { get; init; }

    /// <summary>How many partitions are worked on at the same time at most; 1 for a run in one piece.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>When it was created, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the first worker claimed it, UTC.</summary>
    public DateTime? StartedAt { get; init; }

    /// <summary>When it succeeded, was cancelled or errored, UTC; null again after a resume.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>How many items are expected, or null.</summary>
    public long? Total { get; init; }

    /// <summary>How far <see cref="Total"/> can be trusted.</summary>
    public TotalKind TotalKind { get; init; }

    /// <summary>The error that stopped it, or null.</summary>
    public RunError? Error { get; init; }

    /// <summary>Until when no worker may claim it, UTC, or null.</summary>
    public DateTime? HeldUntil { get; init; }

    /// <summary>Why it is held, or null.</summary>
    public string? HeldReason { get; init; }

    /// <summary>Number of the newest event.</summary>
    public long LastEvent { get; init; }

    /// <summary>Items done: the sum over the partitions.</summary>
    public long Ticks { get; init; }

    /// <summary>Items the task chose to skip: the sum over the partitions. They count as ticks too.</summary>
    public long Skipped { get; init; }

    /// <summary>Rows the effects changed: the sum over the partitions; 0 where effects go elsewhere.</summary>
    public long Affected { get; init; }

    /// <summary>When the cursor of a partition moved last, UTC, or null before the first item.</summary>
    public DateTime? MovedAt { get; init; }

    /// <summary>Time spent working: the sum over the partitions.</summary>
    public TimeSpan TimeRunning { get; init; }

    /// <summary>True when it succeeded without having had a single item: usually a filter, or a tenant that is missing where there should be one.</summary>
    public bool FoundNothing => Status == RunStatus.Succeeded && Ticks == 0;

    internal const string NoItems = "finished without a single item: the collection was empty. If that is not meant, look at its filters; a tenant filter without a tenant is the usual cause";

    /// <summary>How long ago it succeeded, when that is longer than a threshold; null when it is not, or has not succeeded.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="threshold">Usually <see cref="MaintenanceTasksOptions.StaleAfter"/>; null for never.</param>
    public TimeSpan? StaleFor(DateTime now, TimeSpan? threshold) =>
        new NewestRun(Id, Task, Status, CreatedAt, EndedAt).StaleFor(now, threshold);
}
